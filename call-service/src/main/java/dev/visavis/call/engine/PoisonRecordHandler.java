package dev.visavis.call.engine;

import dev.visavis.call.codec.CommandReader;
import dev.visavis.call.codec.DeliveryWriter;
import dev.visavis.call.codec.PublicEventWriter;
import dev.visavis.call.codec.UndecodableCommandException;
import dev.visavis.call.domain.decision.CallCommand;
import dev.visavis.call.domain.decision.CallDecider;
import dev.visavis.call.domain.decision.Decision;
import dev.visavis.call.domain.notice.Notices;
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.CallEvolver;
import dev.visavis.call.domain.value.Rejection;
import dev.visavis.call.store.StoredCall;
import dev.visavis.proto.v1.DeliveryBatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Handles a record that could not be processed. The following records of the call may not fit, so
/// the call ends with `failed`, everybody in it is told, and the record is stored as a dead letter.
final class PoisonRecordHandler {
  record FailedCall(CallSnapshot snapshot, Outcome outcome) {}

  private PoisonRecordHandler() {}

  /// Empty if there is no live call to end.
  static Optional<FailedCall> failCall(
      CallDecider decider, CommandRecord log, byte @Nullable [] stored, Exception cause) {
    if (stored == null) {
      return Optional.empty();
    }
    try {
      CallSnapshot snapshot =
          CallSnapshot.of(log.key(), StoreRecordFormat.read(stored, StoredCall.parser()));
      return fail(decider, log, snapshot, describe(cause));
    } catch (RuntimeException e) {
      // Even the end of the call cannot be written, so the stored call stays as it is.
      cause.addSuppressed(e);
      return Optional.empty();
    }
  }

  private static Optional<FailedCall> fail(
      CallDecider decider, CommandRecord log, CallSnapshot snapshot, String error) {
    CallCommand fail = new CallCommand.FailCall(Instant.ofEpochMilli(log.timestampMs()));
    Call before = snapshot.call();
    return switch (decider.decide(before, fail)) {
      case Decision.Rejected rejected -> Optional.empty();
      case Decision.Accepted accepted -> {
        Call after = CallEvolver.evolve(before, accepted.events());
        Outcome outcome =
            new Outcome(
                Outcome.Result.DEAD_LETTERED,
                "unprocessable",
                PublicEventWriter.write(after, accepted.events()),
                DeliveryWriter.write(
                    after, log.offset(), null, Notices.of(before, accepted.events(), after, fail)),
                error,
                CallTimings.between(before, accepted.events(), after));
        yield Optional.of(new FailedCall(snapshot.failed(after, log.offset()), outcome));
      }
    };
  }

  static Outcome deadLetter(Exception cause) {
    return deadLetter(DeliveryBatch.getDefaultInstance(), describe(cause));
  }

  /// The record is not applied and the call stays as it is, because the record uses a newer schema
  /// or the call would become too large. The record is stored as a dead letter, and the device that
  /// sent the command gets an error.
  static Outcome refuse(CommandRecord log, Rejection reason, Exception cause) {
    DeliveryBatch replies = DeliveryBatch.getDefaultInstance();
    try {
      replies = CommandReader.refuse(log.key(), log.value(), log.offset(), reason);
    } catch (UndecodableCommandException e) {
      cause.addSuppressed(e); // nobody to reply to
    }
    return deadLetter(replies, String.valueOf(cause.getMessage()));
  }

  private static Outcome deadLetter(DeliveryBatch replies, String error) {
    return new Outcome(
        Outcome.Result.DEAD_LETTERED, "unprocessable", List.of(), replies, error, CallTimings.NONE);
  }

  private static String describe(Exception cause) {
    return cause.toString();
  }
}
