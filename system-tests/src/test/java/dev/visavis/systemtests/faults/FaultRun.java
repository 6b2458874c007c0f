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

/// A load, the faults that it meets, and the evidence at the end.
///
/// System properties make it longer: `visavis.faults.pairs` of people, and
/// `visavis.faults.seconds` of load after each fault.
final class FaultRun {
  private static final int PAIRS = Integer.getInteger("visavis.faults.pairs", 5);
  private static final Duration AFTER_EACH =
      Duration.ofSeconds(Integer.getInteger("visavis.faults.seconds", 1));
  private static final Duration CATCH_UP = Duration.ofSeconds(60);

  private final String name;
  private final Processes processes;
  private final Load load;
  private final List<FaultWindow> aftermaths = new ArrayList<>();
  private @Nullable Evidence evidence;

  /// @param name of the report, below `target`
  FaultRun(Stack stack, String name) {
    this.name = name;
    this.processes = new Processes(stack);
    this.load = Load.start(stack, PAIRS);
  }

  /// One test for each fault, then one for each invariant.
  Stream<DynamicTest> tests(List<Fault> faults, Invariant... more) {
    Stream<DynamicTest> before =
        Stream.of(dynamicTest("people call each other", () -> watch("none", () -> {})));
    Stream<DynamicTest> struck =
        faults.stream().map(f -> dynamicTest("people call again after " + f, () -> inject(f)));
    Stream<DynamicTest> after = Stream.of(dynamicTest("every call comes to its end", this::finish));
    Stream<DynamicTest> promises =
        Stream.concat(Invariant.ALL.stream(), Stream.of(more))
            .map(i -> dynamicTest(i.name(), () -> check(i)));
    return Stream.of(before, struck, after, promises)
        .flatMap(Function.identity())
        .onClose(load::close);
  }

  private void check(Invariant invariant) {
    Evidence found = Objects.requireNonNull(evidence, "the load did not come to its end");
    assertEquals("", String.join("\n", invariant.violations().apply(found)));
  }

  /// Returns once everybody has called again and the load went on for a while.
  private void inject(Fault fault) {
    watch(fault.toString(), () -> processes.suffer(fault));
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

  /// Ends the load and gathers what can be known of it.
  private void finish() throws IOException {
    load.finish();
    processes.awaitReady();
    Set<String> people = load.people().stream().map(Person::id).collect(Collectors.toSet());
    Map<String, List<CallEvent>> log = EventLog.read(processes.kafkaClient(), people);
    assertFalse(log.isEmpty(), "nobody has called");
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

  /// The table, and all that the devices did and saw, for whoever looks for the cause of a failure.
  private void report(Evidence found) throws IOException {
    Stalls stalls = new Stalls(found.journal());
    String table = new StallTable(aftermaths, found.rounds(), stalls).toString();
    System.out.println(table);
    Files.writeString(Path.of("target", name + ".md"), table + "\n");
    List<String> journal = found.journal().stream().map(JournalEntry::toString).toList();
    Files.write(Path.of("target", name + "-journal.txt"), journal);
  }
}
