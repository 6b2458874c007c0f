package dev.visavis.call.domain.decision;

import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.value.CallKind;
import dev.visavis.call.domain.value.CallType;
import dev.visavis.call.domain.value.Callee;
import dev.visavis.call.domain.value.Deadline;
import dev.visavis.call.domain.value.DeclineReason;
import dev.visavis.call.domain.value.MediaChange;
import dev.visavis.call.domain.value.MessageLoss;
import dev.visavis.call.domain.value.OpaquePayload;
import dev.visavis.call.domain.value.Route;
import dev.visavis.call.domain.value.Sender;
import dev.visavis.call.domain.value.Signal;
import dev.visavis.call.domain.value.User;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request to change a call. It contains everything that the decision needs.
public sealed interface CallCommand {
  /// When it was sent, by the clock of the process that wrote it to the log.
  Instant at();

  /// A command of an authenticated device.
  sealed interface DeviceCommand extends CallCommand {
    Sender sender();
  }

  /// `initiate_call`.
  ///
  /// @param otherDevices the caller's devices beside the sender
  record InitiateCall(
      Instant at,
      Sender sender,
      List<Callee> callees,
      CallType type,
      CallKind kind,
      String idempotencyKey,
      List<Route> otherDevices)
      implements DeviceCommand {
    public InitiateCall {
      callees = List.copyOf(callees);
      otherDevices = List.copyOf(otherDevices);
    }
  }

  /// The device is alerting its user.
  record Ringing(Instant at, Sender sender) implements DeviceCommand {}

  /// `answer_call`.
  ///
  /// @param offer made by the answering device
  record AnswerCall(Instant at, Sender sender, @Nullable OpaquePayload offer)
      implements DeviceCommand {}

  record DeclineCall(Instant at, Sender sender, DeclineReason reason) implements DeviceCommand {}

  record EndCall(Instant at, Sender sender, boolean forEveryone) implements DeviceCommand {}

  /// `offer`, `answer`, `ice_candidate`, `e2ee`, `view`.
  ///
  /// @param id unique for this message; the receiver drops what it has seen
  /// @param to a user id, or `sfu`; may be left out between two
  /// @param generation of the room that the message belongs to; null: the present one
  record RelaySignal(
      Instant at,
      Sender sender,
      String id,
      Signal signal,
      @Nullable String to,
      @Nullable Integer generation)
      implements DeviceCommand {}

  record MediaState(Instant at, Sender sender, MediaChange change) implements DeviceCommand {}

  record TransferCall(Instant at, Sender sender, String toDeviceId) implements DeviceCommand {}

  record InvitePeople(Instant at, Sender sender, List<Callee> callees) implements DeviceCommand {
    public InvitePeople {
      callees = List.copyOf(callees);
    }
  }

  record JoinCall(Instant at, Sender sender) implements DeviceCommand {}

  record Sync(Instant at, Sender sender) implements DeviceCommand {}

  /// Written by the owner of the deadline when it is due.
  record DeadlineReached(Instant at, Deadline deadline) implements CallCommand {}

  /// A device came online, or has a new connection.
  record DeviceConnected(Instant at, Route route, boolean inCall) implements CallCommand {}

  /// A device's connection has closed.
  ///
  /// @param pageClosed the device closed it because its page was closed or reloaded
  record DeviceDisconnected(
      Instant at,
      String userId,
      String deviceId,
      String connectionId,
      MessageLoss loss,
      boolean pageClosed)
      implements CallCommand {}

  /// Two users ring each other; the other call continues.
  record GlareDetected(Instant at, String continuesAs) implements CallCommand {}

  /// A participant has changed their name or picture, or blocks other users than before.
  ///
  /// @param blocked the users whom the user blocks
  record ProfileChanged(Instant at, User user, Set<String> blocked) implements CallCommand {
    public ProfileChanged {
      blocked = Set.copyOf(blocked);
    }
  }

  /// A reliable message that was not acknowledged on this connection, which has closed.
  record ReturnedMessage(
      Instant at, String userId, String deviceId, String connectionId, Message.Reliable message)
      implements CallCommand {}

  /// Follows the sender's earlier messages to this user. Once it has passed, a message on another
  /// path overtakes none of them.
  ///
  /// @param from the route of the sender, who waits for it
  /// @param returnedFromConnectionId the closed connection that returned it
  record RelayBarrier(
      Instant at, String id, String toUserId, Route from, @Nullable String returnedFromConnectionId)
      implements CallCommand {}

  /// A media-service has a room for the call.
  ///
  /// @param route of the SFU: messages to it go to this inbox
  record RoomAssigned(Instant at, int generation, Route route, String mediaServer)
      implements CallCommand {}

  /// The room is gone.
  record RoomLost(Instant at, int generation, String reason) implements CallCommand {}

  /// Never in the log: ends a call one of whose commands could not be processed.
  record FailCall(Instant at) implements CallCommand {}
}
