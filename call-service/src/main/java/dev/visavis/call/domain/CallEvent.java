package dev.visavis.call.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has happened to a call.
public sealed interface CallEvent {
  /// Whether those in the call see it. A command that brings about such events raises the call's
  /// version by one.
  default boolean isSeen() {
    return this instanceof Fact || this instanceof ParticipantRenamed;
  }

  /// What the world is told.
  sealed interface Fact extends CallEvent {
    Instant at();
  }

  /// What only the call itself needs to know.
  sealed interface Inner extends CallEvent {}

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
      Instant ringUntil)
      implements Fact {
    public CallInitiated {
      invited = List.copyOf(invited);
      otherDevices = List.copyOf(otherDevices);
    }
  }

  record DeviceRinging(Instant at, String userId, String deviceId) implements Fact {}

  /// Also of a device that comes back in time.
  ///
  /// @param offer made by a device that answered
  record ParticipantJoined(Instant at, String userId, String deviceId, @Nullable Opaque offer)
      implements Fact {}

  record ParticipantReconnecting(
      Instant at, String userId, String deviceId, Instant until, Loss loss) implements Fact {}

  record ParticipantLeft(Instant at, String userId, String deviceId, EndReason reason)
      implements Fact {}

  record ParticipantDeclined(Instant at, String userId, String deviceId, DeclineReason reason)
      implements Fact {}

  /// The ringing of one user ended without an answer.
  record ParticipantMissed(Instant at, String userId, EndReason reason) implements Fact {}

  /// The user has blocked whoever rings them: from now on they hear nothing of the call.
  record CallerBlocked(Instant at, String userId) implements Fact {}

  record ParticipantMoved(Instant at, String userId, String fromDeviceId, String toDeviceId)
      implements Fact {}

  record ParticipantsInvited(Instant at, String byUserId, List<Callee> invited, Instant ringUntil)
      implements Fact {
    public ParticipantsInvited {
      invited = List.copyOf(invited);
    }
  }

  record MediaStateChanged(Instant at, String userId, Media media) implements Fact {}

  record CallConnected(Instant at) implements Fact {}

  /// It is over, for everybody.
  ///
  /// @param reason as the initiator's device hears it
  record CallEnded(
      Instant at, CallState state, EndReason reason, @Nullable String continuesAs, Instant forgetAt)
      implements Fact {}

  /// A device is on this connection; if its user is being rung, it is rung there.
  record DeviceSeen(Route route) implements Inner {}

  /// The call is over for a device that was in it, or rang.
  record DeviceEnded(String userId, String deviceId, DeviceEnd end) implements Inner {}

  /// A device's connection is gone.
  ///
  /// @param unreachableAt set if this was the last device of a user who is being rung
  record DeviceGone(String userId, String deviceId, @Nullable Instant unreachableAt)
      implements Inner {}

  /// The user goes by this name and picture from now on.
  record ParticipantRenamed(User user) implements Inner {}

  record CallWaitingNoticed(String userId, boolean inCall) implements Inner {}

  /// One device says something to another.
  ///
  /// @param kept the receiver is not there: it waits
  record SignalRelayed(String toUserId, Message.Relayed parcel, boolean kept) implements Inner {}

  record ParcelKept(String userId, Message.Parcel parcel) implements Inner {}

  /// It did not arrive where it was sent, and waits once more.
  record ParcelReturned(String userId, Message.Parcel parcel) implements Inner {}

  /// What was kept is on its way.
  record KeptDelivered(String userId, List<Message.Parcel> parcels) implements Inner {
    public KeptDelivered {
      parcels = List.copyOf(parcels);
    }
  }

  /// What was sent to the device's former connection is asked for.
  ///
  /// @param loss what the device may miss whatever comes back
  record RecallStarted(String userId, Route former, Instant until, Loss loss) implements Inner {}

  record RecallProlonged(String userId, Instant until) implements Inner {}

  /// It is here, or will never be.
  ///
  /// @param loss of the latter
  record RecallEnded(String userId, Loss loss) implements Inner {}

  record HandOffStarted(String userId, HandOff handOff) implements Inner {}

  record HandOffAnswered(String userId, @Nullable Opaque offer, Instant until) implements Inner {}

  record HandOffDropped(String userId, String deviceId, EndReason reason) implements Inner {}
}
