package dev.visavis.simulation;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.visavis.simulation.infra.InjectedBug;
import dev.visavis.simulation.invariant.Report;
import java.util.Comparator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Checks that the simulation can find bugs: it must find each injected one. Prints the table of
/// `docs/simulation.md`.
class InjectedBugTest {
  private static final int MAX_SEEDS = 4_000;
  private static final int AT_ONCE = 16;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void isFound(InjectedBug bug) {
    Report found = firstFound(bug);
    assertNotNull(found, () -> "not found within " + MAX_SEEDS + " seeds: " + bug.what());
    System.out.println(
        "| "
            + bug.what()
            + " | "
            + String.join(", ", found.invariants().stream().sorted().toList())
            + " | "
            + found.seed()
            + " |");
  }

  private static @Nullable Report firstFound(InjectedBug bug) {
    for (long from = 1; from <= MAX_SEEDS; from += AT_ONCE) {
      Report first =
          LongStream.range(from, from + AT_ONCE)
              .parallel()
              .mapToObj(seed -> Simulation.run(seed, bug, false))
              .filter(report -> !report.isGood())
              .min(Comparator.comparingLong(Report::seed))
              .orElse(null);
      if (first != null) {
        return first;
      }
    }
    return null;
  }
}
