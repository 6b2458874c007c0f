package dev.visavis.call.engine;

import dev.visavis.call.codec.CommandReader;
import dev.visavis.call.codec.DecodedCommand;
import dev.visavis.call.codec.DeliveryWriter;
import dev.visavis.call.codec.NewerSchemaException;
import dev.visavis.call.codec.PublicEventWriter;
import dev.visavis.call.codec.TimerCommandWriter;
import dev.visavis.call.codec.UndecodableCommandException;
import dev.visavis.call.domain.decision.CallCommand;
import dev.visavis.call.domain.decision.CallDecider;
import dev.visavis.call.domain.decision.Decision;
import dev.visavis.call.domain.notice.Notice;
import dev.visavis.call.domain.notice.Notices;
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.CallEvent;
import dev.visavis.call.domain.state.CallEvolver;
import dev.visavis.call.domain.state.Invariants;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.Rejection;
import dev.visavis.call.engine.Outcome.Result;
import dev.visavis.call.store.StoredCall;
import dev.visavis.call.store.StoredOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All calls of one partition of the command log.
///
/// Effectively once: a call keeps the offset of the last command that it has applied. A record at
/// or below that offset comes again because a crash came before the commit; it changes nothing,
/// and what it had led to is said again, to the letter. The outcome is written before the call, so
/// whoever finds the call changed finds the outcome too; an outcome whose call has not changed is
/// of no account, and the command is decided anew, with the same result.
public final class CallEngine {
  private static final int MAX_TIMERS_PER_TICK = 1_000;

  private final CallStore store;
  private final CallDecider decider;
  private final StoreBudget budget;
  private final RecordLimits limits;
  private final DeadlineIndex deadlines = new DeadlineIndex();
  private final EndedCallExpiry endedCalls = new EndedCallExpiry();
  private final RecentOutcomes outcomes;

  public CallEngine(CallStore store, CallDecider decider, EngineLimits limits) {
    this.store = store;
    this.decider = decider;
    this.budget = limits.budget();
    this.limits = limits.records();
    this.outcomes = new RecentOutcomes(store, limits.outcomeRetention());
  }

  /// Tells the engine of a record that the store held when it was opened.
  ///
  /// @return whether that is a call that is live
  public boolean restore(String key, byte[] value) {
    if (StoreRecordFormat.isOutcome(key)) {
      outcomes.found(key);
      return false;
    }
    try {
      Call call = CallSnapshot.of(key, StoreRecordFormat.read(value, StoredCall.parser())).call();
      await(key, call);
      return call.state().isLive();
    } catch (NewerSchemaException e) {
      return false; // its timers are those of the instance that understands it
    }
  }

  /// What happens to the call by itself.
  private void await(String callId, Call call) {
    if (call.ending() == null) {
      deadlines.set(callId, call.deadlines());
    } else {
      deadlines.set(callId, List.of());
      endedCalls.add(callId, call.ending().forgetAt());
    }
  }

  /// Applies one record of the log. The outcome may be sent once this has returned.
  public Outcome apply(CommandRecord log) {
    byte[] stored = store.get(log.key());
    if (stored != null && StoreRecordFormat.offset(stored) >= log.offset()) {
      StoredOutcome earlier = outcomes.get(log);
      return earlier == null
          ? Outcome.withoutOutput(Result.REPLAYED, "replayed")
          : Outcome.replayOf(earlier);
    }
    StoredOutcome refused = stored == null ? outcomes.get(log) : null;
    if (refused != null && refused.getRefused()) {
      return Outcome.replayOf(refused);
    }
    Step step = decide(log, stored);
    Written written = Written.of(log, step);
    String excess = limits.excess(written.call(), written.outcome(), step.outcome());
    if (excess != null) {
      step = tooLarge(log, stored, excess);
      written = Written.of(log, step);
    }
    save(log, step, written);
    return step.outcome();
  }

  /// The outcome first.
  private void save(CommandRecord log, Step step, Written written) {
    if (written.outcome() != null) {
      outcomes.put(log, written.outcome());
    }
    if (step.next() != null && written.call() != null) {
      if (!step.wasOver()) {
        await(log.key(), step.next().call());
      }
      store.put(log.key(), written.call());
    }
  }

  /// The device that asked gets an error, and the call stays as it is. A timer or a report of
  /// presence cannot be refused: the call fails, whose record is small.
  private Step tooLarge(CommandRecord log, byte @Nullable [] stored, String excess) {
    var cause = new IllegalStateException("a record would be too large: " + excess);
    Outcome refused = PoisonRecordHandler.refuse(log, Rejection.TOO_LARGE, cause);
    if (refused.batch().getDeliveriesCount() > 0) {
      return Step.of(refused);
    }
    Step failed = fail(log, stored, cause);
    Written written = Written.of(log, failed);
    return limits.excess(written.call(), written.outcome(), failed.outcome()) == null
        ? failed
        : Step.of(PoisonRecordHandler.deadLetter(cause));
  }

  /// What a step leaves in the store.
  ///
  /// @param call null: nothing
  /// @param outcome null: nothing
  private record Written(byte @Nullable [] call, byte @Nullable [] outcome) {
    static Written of(CommandRecord log, Step step) {
      Outcome outcome = step.outcome();
      boolean remembered =
          (step.next() != null || outcome.result() == Result.REFUSED) && !outcome.hasNoOutput();
      return new Written(
          step.next() == null ? null : StoreRecordFormat.write(log.offset(), step.next().toStore()),
          remembered ? StoreRecordFormat.write(log.offset(), outcome.toStore()) : null);
    }
  }

  /// @param next what the call is now; null: nothing has changed that is worth a write
  /// @param wasOver before already: it waits to be forgotten
  private record Step(@Nullable CallSnapshot next, boolean wasOver, Outcome outcome) {
    static Step of(Outcome outcome) {
      return new Step(null, false, outcome);
    }
  }

  /// Whatever goes wrong in here goes wrong again with the next attempt, so it must not stop the
  /// partition: that one call is taken out of service.
  private Step decide(CommandRecord log, byte @Nullable [] stored) {
    try {
      CallSnapshot snapshot =
          stored == null
              ? CallSnapshot.none(log.key())
              : CallSnapshot.of(log.key(), StoreRecordFormat.read(stored, StoredCall.parser()));
      return decide(log, snapshot);
    } catch (NewerSchemaException e) {
      return Step.of(PoisonRecordHandler.refuse(log, Rejection.NEWER_SCHEMA, e));
    } catch (UndecodableCommandException | RuntimeException e) {
      return fail(log, stored, e);
    }
  }

  private Step fail(CommandRecord log, byte @Nullable [] stored, Exception cause) {
    return PoisonRecordHandler.failCall(decider, log, stored, cause)
        .map(failed -> new Step(failed.snapshot(), false, failed.outcome()))
        .orElseGet(() -> Step.of(PoisonRecordHandler.deadLetter(cause)));
  }

  private Step decide(CommandRecord log, CallSnapshot snapshot) throws UndecodableCommandException {
    DecodedCommand request = CommandReader.read(log.key(), log.value());
    if (snapshot.hasApplied(request.commandId())) {
      return Step.of(Outcome.withoutOutput(Result.DUPLICATE, request.kind()));
    }
    Call before = snapshot.call();
    if (before.state() == CallState.NONE
        && request.command() instanceof CallCommand.InitiateCall
        && budget.isSpent()) {
      return Step.of(refused(log, request, before));
    }
    return switch (decider.decide(before, request.command())) {
      case Decision.Accepted accepted -> accepted(log, snapshot, request, accepted.events());
      case Decision.Rejected rejected -> {
        List<Notice> notices = Notices.ofRejection(before, request.command(), rejected.reason());
        Outcome outcome =
            outcome(Result.REJECTED, log, request, before, before, List.of(), notices);
        boolean remember = isStored(before) && !notices.isEmpty();
        yield new Step(
            remember ? snapshot.applied(before, log.offset(), request.commandId()) : null,
            before.state().isFinal(),
            outcome);
      }
    };
  }

  private Step accepted(
      CommandRecord log, CallSnapshot snapshot, DecodedCommand request, List<CallEvent> events) {
    Call before = snapshot.call();
    Call after = CallEvolver.evolve(before, events);
    Invariants.check(after);
    List<Notice> notices = Notices.of(before, events, after, request.command());
    Outcome outcome = outcome(Result.ACCEPTED, log, request, before, after, events, notices);
    return new Step(
        isStored(after) ? snapshot.applied(after, log.offset(), request.commandId()) : null,
        before.state().isFinal(),
        outcome);
  }

  /// There is no room for one more call. That is nothing that the log says, so it is kept for a
  /// while what was answered: the same record again is refused again.
  private static Outcome refused(CommandRecord log, DecodedCommand request, Call none) {
    List<Notice> notices = Notices.ofRejection(none, request.command(), Rejection.OVERLOADED);
    return outcome(Result.REFUSED, log, request, none, none, List.of(), notices);
  }

  private static boolean isStored(Call call) {
    return call.state() != CallState.NONE;
  }

  private static Outcome outcome(
      Result result,
      CommandRecord log,
      DecodedCommand request,
      Call before,
      Call after,
      List<CallEvent> events,
      List<Notice> notices) {
    return new Outcome(
        result,
        request.kind(),
        PublicEventWriter.write(after, events),
        DeliveryWriter.write(after, log.offset(), request.requestId(), notices),
        null,
        CallTimings.between(before, events, after));
  }

  /// The commands of the timers that are due; they are to be written to the log, which decides
  /// whether they still matter. A call that has been over for long enough is forgotten without: it
  /// says nothing to anybody, and a command for each call would be one in four.
  public List<dev.visavis.proto.v1.CallCommand> dueTimers(Instant now) {
    List<dev.visavis.proto.v1.CallCommand> commands = new ArrayList<>();
    for (DeadlineIndex.Due due : deadlines.due(now, MAX_TIMERS_PER_TICK)) {
      commands.add(TimerCommandWriter.write(due.callId(), due.deadline(), now));
    }
    for (int i = 0; i < MAX_TIMERS_PER_TICK; i++) {
      String over = endedCalls.next(now);
      if (over == null) {
        break;
      }
      store.delete(over);
    }
    return commands;
  }

  /// Forgets outcomes that no crash can ask for any more.
  public void prune(Instant now) {
    outcomes.prune(now);
  }
}
