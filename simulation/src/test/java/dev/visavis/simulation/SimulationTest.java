package dev.visavis.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.simulation.infra.InjectedBug;
import dev.visavis.simulation.invariant.Report;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs many seeds. `-Dvisavis.simulation.seeds=1000000` sets their number,
/// `-Dvisavis.simulation.first=700000001` the first one. `-Dvisavis.simulation.seed=42` runs
/// one seed and prints its trace.
class SimulationTest {
  private static final int MAX_REPORTED = 5;

  @Test
  void everyRuleHoldsUnderEverySeed() {
    if (!replay().isEmpty()) {
      print(Long.parseLong(replay()));
      return;
    }
    SeedRanges ranges =
        SeedRanges.of(
            Integer.getInteger("visavis.simulation.seeds", 6_000),
            System.getProperty("visavis.simulation.first", ""),
            LocalDate.now(ZoneOffset.UTC));
    System.out.println("Simulating " + ranges);
    AtomicInteger printed = new AtomicInteger();
    List<Report> bad =
        ranges
            .seeds()
            .parallel()
            .mapToObj(seed -> Simulation.run(seed, InjectedBug.NONE, false))
            .filter(report -> !report.isGood())
            .peek(
                report -> {
                  if (printed.incrementAndGet() <= MAX_REPORTED) {
                    print(report.seed());
                  }
                })
            .toList();
    assertTrue(
        bad.isEmpty(),
        () ->
            bad.size()
                + " seeds break a rule, out of "
                + ranges
                + ":\n"
                + bad.stream().limit(40).map(Report::toString).collect(Collectors.joining("\n")));
  }

  private static String replay() {
    return System.getProperty("visavis.simulation.seed", "");
  }

  private static void print(long seed) {
    Report report = Simulation.run(seed, InjectedBug.NONE, true);
    System.out.println(report + "\n" + String.join("\n", report.trace()));
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        6,
        22,
        38,
        160,
        231,
        277,
        299,
        567,
        587,
        738,
        1193,
        1308,
        2043,
        2130,
        2394,
        2561,
        3142,
        4412,
        5825,
        6054,
        6747,
        7187,
        7917,
        8425,
        9316,
        55278,
        55766,
        57505,
        57630,
        57903,
        63323,
        65012,
        67047,
        72513,
        79471,
        87573,
        171789,
        212036,
        50039045,
        20787000000096L,
        31011302031156L,
        31011302062769L,
        77301130001637L,
        88114000018838L,
        88116000031427L,
        88116000098727L,
        88116000115138L,
        88116000116945L,
        88116000189630L,
        88117000120369L
      })
  void aSeedThatFailedOncePasses(long seed) {
    Report report = Simulation.run(seed, InjectedBug.NONE, true);
    assertTrue(report.isGood(), () -> report + "\n" + String.join("\n", report.trace()));
  }

  @Test
  void aSeedProducesTheSameTraceEachTime() {
    for (long seed = 1; seed <= 10; seed++) {
      assertEquals(
          Simulation.run(seed, InjectedBug.NONE, true).trace(),
          Simulation.run(seed, InjectedBug.NONE, true).trace());
    }
  }
}
