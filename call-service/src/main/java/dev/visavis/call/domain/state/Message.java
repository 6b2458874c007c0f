package dev.visavis.call.domain.state;

import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.CallType;
import dev.visavis.call.domain.value.DeviceRole;
import dev.visavis.call.domain.value.EndReason;
import dev.visavis.call.domain.value.Media;
import dev.visavis.call.domain.value.OpaquePayload;
import dev.visavis.call.domain.value.Rejection;
import dev.visavis.call.domain.value.Route;
import dev.visavis.call.domain.value.Signal;
import dev.visavis.call.domain.value.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message to a device, named as on the wire.
public sealed interface Message {
  record CallInitiated(
      CallState state, int ringingDevices, boolean duplicate, String idempotencyKey)
      implements Message {}

  /// @param inviter the user who invited the receiver, if that is not the caller
  record Ring(
      User caller,
      @Nullable User inviter,
      CallType type,
      Duration expiresIn,
      List<Participant> participants,
      boolean callWaiting,
      boolean transfer)
      implements Message {
    public Ring {
      participants = List.copyOf(participants);
    }
  }

  record Ringing(String userId) implements Message {}

  /// `call_state`.
  ///
  /// @param peers routes of the other joined devices, for the gateway
  record CallStateUpdate(Call call, DeviceRole role, List<Route> peers) implements Message {
    public CallStateUpdate {
      peers = List.copyOf(peers);
    }
  }

  /// New routes of the others, for the gateway only; the device knows the state.
  record PeersUpdate(CallStateUpdate state) implements Message {}

  /// `transfer_ended`: the target of the hand-off did not answer the call.
  record TransferEnded(String toDeviceId, EndReason reason) implements Message {}

  record CallElsewhere(CallState state) implements Message {}

  record CallEnded(
      EndReason reason, Instant at, @Nullable Duration talked, @Nullable String continuesAs)
      implements Message {}

  /// @param explanation for the developer of the client
  record ErrorReply(Rejection reason, String explanation) implements Message {
    public ErrorReply(Rejection reason) {
      this(reason, reason.explanation());
    }
  }

  /// This call's part of the reply to `register`.
  record RegisteredCall(@Nullable Call call, DeviceRole role, boolean resumed) implements Message {}

  record MediaStateUpdate(String id, String fromUserId, Media media) implements Message {}

  /// To the gateway of `toUserId`; follows the earlier messages to that user.
  ///
  /// @param from the connection that waits for it
  record RelayBarrier(String id, String toUserId, Route from) implements Message {}

  /// To the gateway that waits for a barrier: it has passed.
  record RelayOpened(String barrierId) implements Message {}

  /// Must not be lost while its receiver cannot be reached.
  sealed interface Reliable extends Message {
    /// Clients drop an id that they have seen.
    String id();

    /// Approximate size in the store, in bytes.
    int size();
  }

  record Relayed(String id, String fromUserId, Signal signal) implements Reliable {
    @Override
    public int size() {
      return id.length() + fromUserId.length() + signal.body().size();
    }
  }

  /// To the SFU, which knows a device by its route.
  record RelayedToSfu(Route sender, Relayed relayed) implements Message {}

  record CallAnswered(String id, String byUserId, @Nullable OpaquePayload offer)
      implements Reliable {
    @Override
    public int size() {
      return id.length() + byUserId.length() + (offer == null ? 0 : offer.size());
    }
  }

  record ParticipantMoved(String id, String userId, @Nullable OpaquePayload offer)
      implements Reliable {
    @Override
    public int size() {
      return id.length() + userId.length() + (offer == null ? 0 : offer.size());
    }
  }
}
