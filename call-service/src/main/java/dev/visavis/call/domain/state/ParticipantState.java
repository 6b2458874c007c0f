package dev.visavis.call.domain.state;

import dev.visavis.call.domain.value.Media;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The state of one user in a call, with the data that exists only in that state.
public sealed interface ParticipantState {

  /// @param byUserId the user who called or invited this one
  /// @param until then the ringing ends without an answer
  /// @param unreachableDeadline set while no device is left that could ring
  /// @param mailbox messages for the device that answers
  record Ringing(
      String byUserId, Instant until, @Nullable Instant unreachableDeadline, Mailbox mailbox)
      implements ParticipantState {
    Ringing withUnreachableDeadline(@Nullable Instant deadline) {
      return new Ringing(byUserId, until, deadline, mailbox);
    }

    Ringing with(Mailbox newMailbox) {
      return new Ringing(byUserId, until, unreachableDeadline, newMailbox);
    }
  }

  /// Joined, on a device that is connected or that may still reconnect.
  sealed interface InCall extends ParticipantState {
    /// The state without the information whether the device is connected.
    Joined joined();

    /// Changes the state; a disconnected device stays disconnected.
    default InCall with(UnaryOperator<Joined> change) {
      return switch (this) {
        case Joined joined -> change.apply(joined);
        case Reconnecting(Joined joined, Instant until) ->
            new Reconnecting(change.apply(joined), until);
      };
    }

    default InCall with(JoinedDevice device) {
      return with((Joined joined) -> joined.on(device));
    }

    default InCall with(Mailbox mailbox) {
      return with((Joined joined) -> joined.keeping(mailbox));
    }
  }

  /// @param mailbox messages for the device until it can receive them
  record Joined(Instant joinedAt, Media media, JoinedDevice device, Mailbox mailbox)
      implements InCall {
    @Override
    public Joined joined() {
      return this;
    }

    Joined on(JoinedDevice newDevice) {
      return new Joined(joinedAt, media, newDevice, mailbox);
    }

    Joined keeping(Mailbox newMailbox) {
      return new Joined(joinedAt, media, device, newMailbox);
    }

    Joined sending(Media newMedia) {
      return new Joined(joinedAt, newMedia, device, mailbox);
    }
  }

  /// The device is disconnected.
  ///
  /// @param until then the user has left, unless the device has reconnected
  record Reconnecting(Joined joined, Instant until) implements InCall {}

  /// Neither in the call nor ringing.
  sealed interface Out extends ParticipantState {}

  record Left(Instant joinedAt, Instant leftAt) implements Out {}

  record Declined() implements Out {}

  record Missed() implements Out {}
}
