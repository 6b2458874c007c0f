package dev.visavis.call.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.call.domain.decision.CallDecider;
import dev.visavis.call.domain.decision.CallRules;
import dev.visavis.proto.v1.CallCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The same log gives the same outcomes, wherever a crash interrupts it.
class ReplayTest {
  private static final List<CallCommand> COMMANDS = commands();

  private static List<CallCommand> commands() {
    Log log = new Log();
    CallCommand placed = log.places("a1", "b2", "b3");
    return List.of(
        placed,
        log.rings("b2"),
        log.sendsCandidate("a1", "early"),
        log.places("a1", "b2", "b3"),
        placed,
        log.answers("b2"),
        log.answers("b3"),
        log.sendsCandidate("b2", "one"),
        log.sendsCandidate("b2", "one"),
        log.declines("b3"),
        log.vanishes("b2", 1),
        log.offers("a1"),
        log.sendsCandidate("a1", "two"),
        log.connects("b2", 2),
        log.syncs("a1"),
        log.ends("a1"),
        log.answers("b3"),
        log.syncs("b3"));
  }

  /// The outcome of one offset, whose events and deliveries are compared byte for byte.
  private record Said(Outcome outcome) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Said that
          && outcome.events().equals(that.outcome.events())
          && outcome.deliveries().equals(that.outcome.deliveries());
    }

    @Override
    public int hashCode() {
      return outcome.events().hashCode();
    }
  }

  private static CallEngine engine(CallStore store) {
    return new CallEngine(store, new CallDecider(CallRules.STANDARD), EngineLimits.STANDARD);
  }

  private static CommandRecord record(int offset) {
    CallCommand command = COMMANDS.get(offset);
    return new CommandRecord(
        command.getCallId(),
        command.toByteString(),
        offset,
        Log.START.plusMillis(10L * offset).toEpochMilli());
  }

  private static List<Said> run(CallEngine engine, int from) {
    List<Said> said = new ArrayList<>();
    for (int offset = from; offset < COMMANDS.size(); offset++) {
      said.add(new Said(engine.apply(record(offset))));
    }
    return said;
  }

  @Test
  void theSameLogGivesTheSameOutcomes() {
    assertEquals(run(engine(new Changelog()), 0), run(engine(new Changelog()), 0));
  }

  @Test
  void aCrashAfterAnyWriteChangesNoOutcome() {
    Changelog undisturbed = new Changelog();
    List<Integer> writtenBefore = new ArrayList<>();
    CallEngine engine = engine(undisturbed);
    List<Said> expected = new ArrayList<>();
    for (int offset = 0; offset < COMMANDS.size(); offset++) {
      writtenBefore.add(undisturbed.size());
      expected.add(new Said(engine.apply(record(offset))));
    }
    for (int kept = 0; kept <= undisturbed.size(); kept++) {
      for (int committed = 0; committed < COMMANDS.size(); committed++) {
        // Committed writes have reached the disk; later ones may have.
        if (writtenBefore.get(committed) <= kept) {
          assertEquals(
              expected.subList(committed, expected.size()),
              run(restarted(undisturbed.upTo(kept)), committed),
              "crash after write " + kept + ", replay from " + committed);
        }
      }
    }
  }

  private static CallEngine restarted(Changelog changelog) {
    CallEngine engine = engine(changelog);
    changelog.records().forEach(engine::restore);
    return engine;
  }

  @Test
  void aCommandInTwoRecordsIsAppliedOnce() {
    CallEngine engine = engine(new Changelog());
    Outcome first = engine.apply(record(0));
    Outcome second =
        engine.apply(new CommandRecord(Log.CALL, COMMANDS.getFirst().toByteString(), 1, 0));
    assertEquals(Outcome.Result.ACCEPTED, first.result());
    assertEquals(Outcome.Result.DUPLICATE, second.result());
    assertTrue(second.hasNoOutput());
  }

  @Test
  void theDeadlinesOfACallSurviveACrash() {
    Changelog changelog = new Changelog();
    engine(changelog).apply(record(0));
    CallEngine restarted = restarted(changelog);
    assertTrue(restarted.dueTimers(Log.START.plusSeconds(29)).isEmpty());
    List<CallCommand> due = restarted.dueTimers(Log.START.plusSeconds(31));
    assertEquals(1, due.size());
    CommandRecord timer =
        new CommandRecord(
            Log.CALL, due.getFirst().toByteString(), 1, Log.START.plusSeconds(31).toEpochMilli());
    assertTrue(restarted.apply(timer).events().stream().anyMatch(event -> event.hasCallEnded()));
  }

  @Test
  void anEndedCallIsForgottenWithoutACommandEvenAfterACrash() {
    Changelog changelog = new Changelog();
    run(engine(changelog), 0);
    CallEngine restarted = restarted(changelog);
    Instant over = Log.START.plusMillis(10L * COMMANDS.size());
    Instant forgotten = over.plus(CallRules.STANDARD.endedCallRetention());
    assertTrue(restarted.dueTimers(forgotten.minusSeconds(1)).isEmpty());
    assertTrue(changelog.records().containsKey(Log.CALL));
    assertTrue(restarted.dueTimers(forgotten).isEmpty());
    assertFalse(changelog.records().containsKey(Log.CALL));
  }

  @Test
  void anOutcomeIsKeptForAWhileHoweverLateTheCommandWasProcessed() {
    Changelog changelog = new Changelog();
    CallEngine engine = engine(changelog);
    Instant now = Log.START.plus(Duration.ofHours(1));
    Said said = new Said(engine.apply(record(0)));
    engine.prune(now);
    assertEquals(said, new Said(engine.apply(record(0))));
    engine.prune(now.plus(EngineLimits.STANDARD.outcomeRetention()).plusMillis(1));
    assertTrue(engine.apply(record(0)).hasNoOutput());
    assertEquals(1, changelog.records().size());
  }
}
