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
import dev.visavis.call.domain.value.Topology;
import dev.visavis.call.domain.value.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event of a call.
public sealed interface CallEvent {
  /// Whether participants see the change. A command with such events raises the call's version by
  /// one.
  default boolean raisesVersion() {
    return (this instanceof PublicEvent && !(this instanceof CallerBlocked))
        || this instanceof ParticipantRenamed;
  }

  /// Published to `visavis.call.events`.
  sealed interface PublicEvent extends CallEvent {
    Instant at();
  }

  /// Changes only call-service's own state.
  sealed interface InternalEvent extends CallEvent {}

  /// The initiator has started the call.
  ///
  /// @param otherDevices the initiator's other devices
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

  /// A device has joined, or has reconnected in time.
  ///
  /// @param offer made by a device that answered
  /// @param newcomer the connection of a user who was neither in the call nor ringing: nobody
  ///     reported its changes to the call so far
  record ParticipantJoined(
      Instant at,
      String userId,
      String deviceId,
      @Nullable OpaquePayload offer,
      @Nullable Route newcomer)
      implements PublicEvent {
    /// The device has reconnected.
    public static ParticipantJoined again(Instant at, Route route) {
      return new ParticipantJoined(at, route.userId(), route.deviceId(), null, null);
    }
  }

  record ParticipantReconnecting(
      Instant at, String userId, String deviceId, Instant until, MessageLoss loss)
      implements PublicEvent {}

  record ParticipantLeft(Instant at, String userId, String deviceId, EndReason reason)
      implements PublicEvent {}

  record ParticipantDeclined(Instant at, String userId, String deviceId, DeclineReason reason)
      implements PublicEvent {}

  /// The ringing of one user ended without an answer.
  record ParticipantMissed(Instant at, String userId, EndReason reason) implements PublicEvent {}

  /// The user has blocked the caller during the ring, and gets no more messages of the call. The
  /// event belongs to the version before it, because the others must not notice it.
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

  /// The topology has changed.
  record TopologyChanged(Instant at, Topology topology) implements PublicEvent {}

  /// The call needs a room on the SFU.
  ///
  /// @param until a media-service is to answer by then
  record RoomRequested(Instant at, int generation, Instant until) implements PublicEvent {}

  /// The first media-service that answered has a room for the call.
  record RoomAssigned(Instant at, int generation, Route route, String mediaServer)
      implements PublicEvent {}

  /// The room is gone, or nobody answered the request.
  ///
  /// @param retryAt set if nobody answered: when a room is requested again
  record RoomLost(Instant at, int generation, String reason, @Nullable Instant retryAt)
      implements PublicEvent {}

  /// The call no longer needs a room: the one that it has, that was requested, or that nobody had.
  record RoomReleased(Instant at, int generation) implements PublicEvent {}

  /// The call has ended for everybody.
  ///
  /// @param reason as sent to the initiator's device
  record CallEnded(
      Instant at, CallState state, EndReason reason, @Nullable String continuesAs, Instant forgetAt)
      implements PublicEvent {}

  /// So few participants are left that the call leaves the SFU at this instant; null if there are
  /// enough again.
  record TopologyDeadlineSet(@Nullable Instant until) implements InternalEvent {}

  /// The room is given up at this instant, since the call does not need it; null: it does again.
  record RoomReleaseScheduled(@Nullable Instant until) implements InternalEvent {}

  /// The caller has closed the page while the call rings. Unless the page is back by then, the call
  /// is cancelled.
  record CallerPageClosed(Instant until) implements InternalEvent {}

  /// A device has this connection; if its user is ringing, the device rings there.
  record DeviceRouteChanged(Route route) implements InternalEvent {}

  /// The call has ended for a device that was joined or ringing.
  record DeviceEnded(String userId, String deviceId, DeviceEnd end) implements InternalEvent {}

  /// A device's connection has closed.
  ///
  /// @param unreachableDeadline set if this was the last device of a ringing user
  record DeviceWentOffline(String userId, String deviceId, @Nullable Instant unreachableDeadline)
      implements InternalEvent {}

  /// The user has changed their name or picture.
  record ParticipantRenamed(User user) implements InternalEvent {}

  record CallWaitingChanged(String userId, boolean inCall) implements InternalEvent {}

  /// A device has sent a signal to another user.
  ///
  /// @param stored the receiver cannot be reached, so the signal is stored
  record SignalRelayed(String toUserId, Message.Relayed message, boolean stored)
      implements InternalEvent {}

  /// A device has sent a signal to the SFU.
  record SignalSentToSfu(Route sender, Message.Relayed message) implements InternalEvent {}

  record MessageStored(String userId, Message.Reliable message) implements InternalEvent {}

  /// A message that was not acknowledged goes back into the mailbox, in front.
  record MessageRestored(
      String userId, String deviceId, String connectionId, Message.Reliable message)
      implements InternalEvent {}

  /// The stored messages were sent to the device.
  record MailboxDelivered(String userId, List<Message.Reliable> messages) implements InternalEvent {
    public MailboxDelivered {
      messages = List.copyOf(messages);
    }
  }

  /// A barrier is sent to the device's previous connection, to reclaim the messages that were not
  /// acknowledged there.
  ///
  /// @param loss the loss that is known already, independent of the messages that come back
  record ReclaimStarted(String userId, Route previousRoute, Instant until, MessageLoss loss)
      implements InternalEvent {}

  record ReclaimExtended(String userId, Instant until) implements InternalEvent {}

  /// Everything has come back, or the rest never will.
  ///
  /// @param loss whether messages will never come back
  record ReclaimEnded(String userId, MessageLoss loss) implements InternalEvent {}

  record HandOffStarted(String userId, HandOff handOff) implements InternalEvent {}

  record HandOffAnswered(String userId, @Nullable OpaquePayload offer, Instant until)
      implements InternalEvent {}

  record HandOffAborted(String userId, String deviceId, EndReason reason)
      implements InternalEvent {}
}
