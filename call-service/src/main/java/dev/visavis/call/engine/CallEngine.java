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

/// Applies the commands of one partition of the log to its calls, effectively once.
///
/// A call stores the offset of the last command that it has applied. A record at or below that
/// offset is a replay after a crash before the commit: it changes nothing, and its stored outcome
/// is sent again, byte for byte. The outcome is stored before the call, so a changed call always
/// has its outcome. An outcome without the changed call is ignored: the command is decided again,
/// with the same result.
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

  /// Restores the deadlines and the expiry of a record that the store held when it was opened.
  ///
  /// @return whether the record is a live call
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
      return false; // only an instance that knows its schema may set its timers
    }
  }

  /// Schedules the call's deadlines, or the expiry of an ended call.
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

  /// Stores the outcome, then the call.
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

  /// A record would be too large. A device's command is refused with an error and the call stays as
  /// it is. A timer or a report of presence cannot be refused, so the call ends with `failed`,
  /// whose record is small.
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

  /// The records that a step writes to the store.
  ///
  /// @param call null if it is not written
  /// @param outcome null if it is not written
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

  /// @param next the changed call; null if it needs no write
  /// @param wasOver the call had ended before this step, and its expiry is scheduled
  private record Step(@Nullable CallSnapshot next, boolean wasOver, Outcome outcome) {
    static Step of(Outcome outcome) {
      return new Step(null, false, outcome);
    }
  }

  /// An exception here would repeat with each attempt and stop the partition, so it ends only the
  /// call that caused it.
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

  /// Refuses a new call because memory has no room. This does not follow from the log, so the
  /// outcome is stored: a replay of the record is refused again.
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

  /// The timer commands that are due. They are written to the log, where it is decided whether they
  /// still apply. An ended call is forgotten without a command: nobody is told, and a command for
  /// each call would be a quarter of all commands.
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

  /// Removes outcomes that are too old for any replay.
  public void prune(Instant now) {
    outcomes.prune(now);
  }
}
