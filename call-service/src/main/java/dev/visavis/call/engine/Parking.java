package dev.visavis.call.engine;

import dev.visavis.call.codec.Deliveries;
import dev.visavis.call.codec.Facts;
import dev.visavis.call.domain.Call;
import dev.visavis.call.domain.CallCommand;
import dev.visavis.call.domain.CallDecider;
import dev.visavis.call.domain.Decision;
import dev.visavis.call.domain.Evolution;
import dev.visavis.call.domain.Notices;
import dev.visavis.call.store.StoredCall;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What becomes of a call when one of its records could not be processed: what follows on the log
/// cannot be trusted to fit, so the call ends as failed, everybody in it is told, and the record
/// waits in the dead letters.
final class Parking {
  record Parked(Entry entry, Outcome outcome) {}

  private Parking() {}

  /// Empty if there is no live call to end.
  static Optional<Parked> park(
      CallDecider decider, LogRecord log, byte @Nullable [] stored, Exception cause) {
    if (stored == null) {
      return Optional.empty();
    }
    try {
      Entry entry = Entry.of(log.key(), Records.read(stored, StoredCall.parser()));
      return fail(decider, log, entry, describe(cause));
    } catch (RuntimeException e) {
      // Not even its end can be written: the call stays as the store has it, and is of no use.
      cause.addSuppressed(e);
      return Optional.empty();
    }
  }

  private static Optional<Parked> fail(
      CallDecider decider, LogRecord log, Entry entry, String error) {
    CallCommand fail = new CallCommand.FailCall(Instant.ofEpochMilli(log.timestampMs()));
    Call before = entry.call();
    return switch (decider.decide(before, fail)) {
      case Decision.Rejected rejected -> Optional.empty();
      case Decision.Accepted accepted -> {
        Call after = Evolution.evolve(before, accepted.events());
        Outcome outcome =
            new Outcome(
                Outcome.Result.PARKED,
                "unprocessable",
                Facts.write(after, accepted.events()),
                Deliveries.write(
                    after, log.offset(), null, Notices.of(before, accepted.events(), after, fail)),
                error,
                Milestones.between(before, accepted.events(), after));
        yield Optional.of(new Parked(entry.park(after, log.offset()), outcome));
      }
    };
  }

  static Outcome deadLetter(Exception cause) {
    return new Outcome(
        Outcome.Result.PARKED,
        "unprocessable",
        List.of(),
        List.of(),
        describe(cause),
        Milestones.NONE);
  }

  private static String describe(Exception cause) {
    return cause.toString();
  }
}
