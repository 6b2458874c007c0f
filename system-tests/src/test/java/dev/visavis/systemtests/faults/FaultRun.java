package dev.visavis.systemtests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.systemtests.faults.evidence.EventLog;
import dev.visavis.systemtests.faults.evidence.Evidence;
import dev.visavis.systemtests.faults.evidence.HistoryRows;
import dev.visavis.systemtests.faults.evidence.JournalEntry;
import dev.visavis.systemtests.faults.invariant.HistoryInvariant;
import dev.visavis.systemtests.faults.invariant.Invariant;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/// Runs a load, injects faults, and checks the evidence at the end.
///
/// System properties make it longer: `visavis.faults.pairs` is the number of pairs of users, and
/// `visavis.faults.seconds` the seconds of load after each fault.
final class FaultRun {
  private static final int PAIRS = Integer.getInteger("visavis.faults.pairs", 5);
  private static final Duration AFTER_EACH =
      Duration.ofSeconds(Integer.getInteger("visavis.faults.seconds", 1));
  private static final Duration CATCH_UP = Duration.ofSeconds(60);

  private final String name;
  private final Stack stack;
  private final Load load;
  private final List<FaultWindow> aftermaths = new ArrayList<>();
  private @Nullable Evidence evidence;

  /// @param name the name of the report's files in `target`
  FaultRun(Stack stack, String name) {
    this.name = name;
    this.stack = stack;
    this.load = Load.start(stack, PAIRS);
  }

  /// One test for each fault, then one for each invariant.
  Stream<DynamicTest> tests(List<Fault> faults, Invariant... more) {
    Stream<DynamicTest> before =
        Stream.of(dynamicTest("people call each other", () -> watch("none", () -> {})));
    Stream<DynamicTest> afterFaults =
        faults.stream().map(f -> dynamicTest("people call again after " + f, () -> inject(f)));
    Stream<DynamicTest> after = Stream.of(dynamicTest("every call ends", this::finish));
    Stream<DynamicTest> invariants =
        Stream.concat(Invariant.ALL.stream(), Stream.of(more))
            .map(i -> dynamicTest(i.name(), () -> check(i)));
    return Stream.of(before, afterFaults, after, invariants)
        .flatMap(Function.identity())
        .onClose(load::close);
  }

  private void check(Invariant invariant) {
    Evidence found = Objects.requireNonNull(evidence, "the load has not finished");
    assertEquals("", String.join("\n", invariant.violations().apply(found)));
  }

  /// Injects a fault. Returns after every pair has made a new call and the load ran on for a while.
  private void inject(Fault fault) {
    watch(
        fault.toString(),
        () -> {
          fault.apply(stack.process(fault.process()));
          stack.awaitWhole();
        });
  }

  private void watch(String fault, Runnable happens) {
    long from = System.nanoTime();
    try {
      happens.run();
      load.awaitFreshCalls();
    } finally {
      aftermaths.add(new FaultWindow(fault, from, System.nanoTime()));
    }
    LockSupport.parkNanos(AFTER_EACH.toNanos());
  }

  /// Ends the load and collects the evidence.
  private void finish() throws IOException {
    load.finish();
    stack.awaitWhole();
    Set<String> people = load.people().stream().map(Person::id).collect(Collectors.toSet());
    Map<String, List<CallEvent>> log = EventLog.read(stack.kafkaClient(), people);
    assertFalse(log.isEmpty(), "no calls in the log");
    Evidence found = awaitHistory(log);
    evidence = found;
    report(found);
  }

  private Evidence awaitHistory(Map<String, List<CallEvent>> log) {
    long deadline = System.nanoTime() + CATCH_UP.toNanos();
    while (true) {
      Evidence found =
          new Evidence(
              load.journal().entries(),
              log,
              HistoryRows.of(load.people()),
              HistoryRows.missed(load.people()),
              load.rounds());
      boolean hasCaughtUp =
          HistoryInvariant.historyEqualsLog(found).isEmpty()
              && HistoryInvariant.missedCallsEqualLog(found).isEmpty();
      if (hasCaughtUp || System.nanoTime() > deadline) {
        return found;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
    }
  }

  /// Writes the table, and the journal of all devices for finding the cause of a failure.
  private void report(Evidence found) throws IOException {
    Stalls stalls = new Stalls(found.journal());
    String table = new StallTable(aftermaths, found.rounds(), stalls).toString();
    System.out.println(table);
    Files.writeString(Path.of("target", name + ".md"), table + "\n");
    List<String> journal = found.journal().stream().map(JournalEntry::toString).toList();
    Files.write(Path.of("target", name + "-journal.txt"), journal);
  }
}
