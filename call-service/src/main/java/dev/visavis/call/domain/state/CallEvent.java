package dev.visavis.call.domain.state;

import dev.visavis.call.domain.value.CallKind;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.CallType;
import dev.visavis.call.domain.value.Callee;
import dev.visavis.call.domain.value.DeclineReason;
import dev.visavis.call.domain.value.EndReason;
import dev.visavis.call.domain.value.Media;
import dev.visavis.call.domain.value.MessageLoss;
import dev.visavis.call.domain.value.OpaquePayload;
import dev.visavis.call.domain.value.Route;
import dev.visavis.call.domain.value.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has happened to a call.
public sealed interface CallEvent {
  /// Whether those in the call see it. A command that brings about such events raises the call's
  /// version by one.
  default boolean raisesVersion() {
    return this instanceof PublicEvent || this instanceof ParticipantRenamed;
  }

  /// What the world is told.
  sealed interface PublicEvent extends CallEvent {
    Instant at();
  }

  /// What only the call itself needs to know.
  sealed interface InternalEvent extends CallEvent {}

  /// Somebody dials.
  ///
  /// @param otherDevices the initiator's devices beside the one that dialled
  record CallInitiated(
      Instant at,
      User initiator,
      Route device,
      CallType type,
      CallKind kind,
      String idempotencyKey,
      List<Callee> invited,
      List<Route> otherDevices,
      Instant ringDeadline)
      implements PublicEvent {
    public CallInitiated {
      invited = List.copyOf(invited);
      otherDevices = List.copyOf(otherDevices);
    }
  }

  record DeviceRinging(Instant at, String userId, String deviceId) implements PublicEvent {}

  /// Also of a device that comes back in time.
  ///
  /// @param offer made by a device that answered
  record ParticipantJoined(
      Instant at, String userId, String deviceId, @Nullable OpaquePayload offer)
      implements PublicEvent {}

  record ParticipantReconnecting(
      Instant at, String userId, String deviceId, Instant until, MessageLoss loss)
      implements PublicEvent {}

  record ParticipantLeft(Instant at, String userId, String deviceId, EndReason reason)
      implements PublicEvent {}

  record ParticipantDeclined(Instant at, String userId, String deviceId, DeclineReason reason)
      implements PublicEvent {}

  /// The ringing of one user ended without an answer.
  record ParticipantMissed(Instant at, String userId, EndReason reason) implements PublicEvent {}

  /// The user has blocked whoever rings them: from now on they hear nothing of the call.
  record CallerBlocked(Instant at, String userId) implements PublicEvent {}

  record ParticipantMoved(Instant at, String userId, String fromDeviceId, String toDeviceId)
      implements PublicEvent {}

  record ParticipantsInvited(
      Instant at, String byUserId, List<Callee> invited, Instant ringDeadline)
      implements PublicEvent {
    public ParticipantsInvited {
      invited = List.copyOf(invited);
    }
  }

  record MediaStateChanged(Instant at, String userId, Media media) implements PublicEvent {}

  record CallConnected(Instant at) implements PublicEvent {}

  /// It is over, for everybody.
  ///
  /// @param reason as the initiator's device hears it
  record CallEnded(
      Instant at, CallState state, EndReason reason, @Nullable String continuesAs, Instant forgetAt)
      implements PublicEvent {}

  /// A device has this connection; if its user is being rung, the device rings there.
  record DeviceRouteChanged(Route route) implements InternalEvent {}

  /// The call is over for a device that was in it, or rang.
  record DeviceEnded(String userId, String deviceId, DeviceEnd end) implements InternalEvent {}

  /// A device's connection is gone.
  ///
  /// @param unreachableDeadline set if this was the last device of a user who is being rung
  record DeviceWentOffline(String userId, String deviceId, @Nullable Instant unreachableDeadline)
      implements InternalEvent {}

  /// The user goes by this name and picture from now on.
  record ParticipantRenamed(User user) implements InternalEvent {}

  record CallWaitingChanged(String userId, boolean inCall) implements InternalEvent {}

  /// One device says something to another.
  ///
  /// @param stored the receiver is not there: it waits
  record SignalRelayed(String toUserId, Message.Relayed message, boolean stored)
      implements InternalEvent {}

  record MessageStored(String userId, Message.Reliable message) implements InternalEvent {}

  /// It did not arrive where it was sent, and waits once more.
  record MessageRestored(String userId, Message.Reliable message) implements InternalEvent {}

  /// The stored messages are on their way to the device.
  record MailboxDelivered(String userId, List<Message.Reliable> messages) implements InternalEvent {
    public MailboxDelivered {
      messages = List.copyOf(messages);
    }
  }

  /// What was sent to the device's former connection is asked for.
  ///
  /// @param loss what the device may miss whatever comes back
  record ReclaimStarted(String userId, Route previousRoute, Instant until, MessageLoss loss)
      implements InternalEvent {}

  record ReclaimExtended(String userId, Instant until) implements InternalEvent {}

  /// It is here, or will never be.
  ///
  /// @param loss of the latter
  record ReclaimEnded(String userId, MessageLoss loss) implements InternalEvent {}

  record HandOffStarted(String userId, HandOff handOff) implements InternalEvent {}

  record HandOffAnswered(String userId, @Nullable OpaquePayload offer, Instant until)
      implements InternalEvent {}

  record HandOffAborted(String userId, String deviceId, EndReason reason)
      implements InternalEvent {}
}
