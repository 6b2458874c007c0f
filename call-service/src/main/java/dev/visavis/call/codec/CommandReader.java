package dev.visavis.call.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.call.domain.decision.CallCommand;
import dev.visavis.call.domain.notice.Notice;
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.value.Callee;
import dev.visavis.call.domain.value.Deadline;
import dev.visavis.call.domain.value.MessageLoss;
import dev.visavis.call.domain.value.OpaquePayload;
import dev.visavis.call.domain.value.Rejection;
import dev.visavis.call.domain.value.Sender;
import dev.visavis.proto.CommandName;
import dev.visavis.proto.MessageCatalogue;
import dev.visavis.proto.RelayAddress;
import dev.visavis.proto.RelayId;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.DeliveryBatch;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.SessionDescription;
import dev.visavis.proto.v1.SignalingMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads commands from records of the log.
public final class CommandReader {
  private CommandReader() {}

  /// The command in a record of the log.
  ///
  /// @param key the record's key, which is the call id
  public static DecodedCommand read(String key, ByteString value)
      throws UndecodableCommandException {
    dev.visavis.proto.v1.CallCommand command = parse(value);
    NewerSchemaException.check("the command", command.getMinReader());
    if (!command.getCallId().equals(key)) {
      throw new UndecodableCommandException("the key is not the id of the call");
    }
    if (command.getCommandId().isEmpty()) {
      throw new UndecodableCommandException("no command_id");
    }
    String requestId = command.hasRequestId() ? command.getRequestId() : null;
    return new DecodedCommand(
        key, command.getCommandId(), requestId, core(command), CommandName.of(command));
  }

  /// The error for the device whose command cannot be decided; empty if it came from no device.
  public static DeliveryBatch refuse(String key, ByteString value, long offset, Rejection reason)
      throws UndecodableCommandException {
    dev.visavis.proto.v1.CallCommand command = parse(value);
    if (!command.hasSender()) {
      return DeliveryBatch.getDefaultInstance();
    }
    Notice error = new Notice(sender(command).route(), new Message.ErrorReply(reason), true);
    String requestId = command.hasRequestId() ? command.getRequestId() : null;
    return DeliveryWriter.write(Call.none(key), offset, requestId, List.of(error));
  }

  private static dev.visavis.proto.v1.CallCommand parse(ByteString value)
      throws UndecodableCommandException {
    try {
      return dev.visavis.proto.v1.CallCommand.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new UndecodableCommandException("no CallCommand", e);
    }
  }

  private static CallCommand core(dev.visavis.proto.v1.CallCommand command)
      throws UndecodableCommandException {
    Instant at = ValueCodec.instant(command.getAt());
    return switch (command.getCommandCase()) {
      case PLACE_CALL -> placeCall(at, sender(command), command.getPlaceCall());
      case MESSAGE -> message(at, sender(command), command);
      case INVITE_PEOPLE ->
          new CallCommand.InvitePeople(
              at, sender(command), callees(command.getInvitePeople().getCalleesList()));
      case DEADLINE_REACHED -> deadline(at, command.getDeadlineReached());
      case DEVICE_CONNECTED ->
          new CallCommand.DeviceConnected(
              at,
              ValueCodec.route(checked(command.getDeviceConnected().getDevice())),
              command.getDeviceConnected().getInCall());
      case DEVICE_DISCONNECTED -> disconnected(at, command.getDeviceDisconnected());
      case GLARE_DETECTED ->
          new CallCommand.GlareDetected(at, command.getGlareDetected().getContinuesAs());
      case PROFILE_CHANGED ->
          new CallCommand.ProfileChanged(
              at,
              ValueCodec.user(command.getProfileChanged().getUser()),
              Set.copyOf(command.getProfileChanged().getBlockedUserIdsList()));
      case RETURNED_MESSAGE -> returned(at, command.getReturnedMessage());
      case RELAY_BARRIER -> barrier(at, command.getRelayBarrier());
      case ROOM_ASSIGNED -> assigned(at, command.getRoomAssigned());
      case ROOM_LOST ->
          new CallCommand.RoomLost(
              at, command.getRoomLost().getGeneration(), command.getRoomLost().getReason());
      case COMMAND_NOT_SET -> throw unknown("the command", command);
    };
  }

  private static CallCommand placeCall(
      Instant at, Sender sender, dev.visavis.proto.v1.PlaceCall place)
      throws UndecodableCommandException {
    return new CallCommand.InitiateCall(
        at,
        sender,
        callees(place.getCalleesList()),
        EnumCodec.core(place.getCallType()),
        EnumCodec.core(place.getKind()),
        place.getIdempotencyKey(),
        routes(place.getCallerDevicesList()));
  }

  private static CallCommand message(
      Instant at, Sender sender, dev.visavis.proto.v1.CallCommand command)
      throws UndecodableCommandException {
    SignalingMessage message = command.getMessage();
    if (MessageCatalogue.isSignal(message)) {
      return new CallCommand.RelaySignal(
          at,
          sender,
          RelayId.of(command.getCommandId()),
          SignalCodec.signal(message),
          RelayAddress.to(message),
          RelayAddress.generation(message));
    }
    return switch (message.getBodyCase()) {
      case RINGING -> new CallCommand.Ringing(at, sender);
      case ANSWER_CALL ->
          new CallCommand.AnswerCall(
              at,
              sender,
              message.getAnswerCall().hasSdp() ? sdp(message.getAnswerCall().getSdp()) : null);
      case DECLINE_CALL ->
          new CallCommand.DeclineCall(
              at, sender, EnumCodec.core(message.getDeclineCall().getReason()));
      case END_CALL -> new CallCommand.EndCall(at, sender, message.getEndCall().getForEveryone());
      case TRANSFER_CALL ->
          new CallCommand.TransferCall(at, sender, message.getTransferCall().getToDeviceId());
      case JOIN_CALL -> new CallCommand.JoinCall(at, sender);
      case SYNC -> new CallCommand.Sync(at, sender);
      case MEDIA_STATE ->
          new CallCommand.MediaState(
              at,
              sender,
              ValueCodec.mediaChange(message.getMediaState(), command.getMediaIsPartial()));
      case BODY_NOT_SET -> throw unknown("the message", message);
      default ->
          throw new UndecodableCommandException("not a call message: " + message.getBodyCase());
    };
  }

  /// No known field is set. If an unknown one is, the command uses a newer schema.
  private static UndecodableCommandException unknown(String what, com.google.protobuf.Message of) {
    if (!of.getUnknownFields().asMap().isEmpty()) {
      throw NewerSchemaException.unknown(what);
    }
    return new UndecodableCommandException(what + " is of no kind");
  }

  private static CallCommand disconnected(
      Instant at, dev.visavis.proto.v1.DeviceDisconnected gone) {
    return new CallCommand.DeviceDisconnected(
        at,
        gone.getUserId(),
        gone.getDeviceId(),
        gone.getConnectionId(),
        MessageLoss.of(gone.getAbrupt(), gone.getLossUnconfirmed()),
        gone.getPageClosed());
  }

  private static CallCommand returned(Instant at, dev.visavis.proto.v1.ReturnedMessage returned)
      throws UndecodableCommandException {
    DeviceRoute to = checked(returned.getTo());
    return new CallCommand.ReturnedMessage(
        at,
        to.getUserId(),
        to.getDeviceId(),
        to.getConnectionId(),
        SignalCodec.reliable(returned.getMessage()));
  }

  private static CallCommand barrier(Instant at, dev.visavis.proto.v1.RelayBarrier barrier)
      throws UndecodableCommandException {
    return new CallCommand.RelayBarrier(
        at,
        barrier.getBarrierId(),
        barrier.getToUserId(),
        ValueCodec.route(checked(barrier.getFrom())),
        barrier.hasReturnedFrom() ? barrier.getReturnedFrom().getConnectionId() : null);
  }

  private static CallCommand assigned(Instant at, dev.visavis.proto.v1.RoomAssigned assigned)
      throws UndecodableCommandException {
    DeviceRoute route = checked(assigned.getRoute());
    if (!route.getUserId().equals(RelayAddress.SFU)) {
      throw new UndecodableCommandException("the route of a room leads to a user");
    }
    return new CallCommand.RoomAssigned(
        at, assigned.getGeneration(), ValueCodec.route(route), assigned.getMediaServer());
  }

  private static CallCommand deadline(Instant at, dev.visavis.proto.v1.DeadlineReached reached)
      throws UndecodableCommandException {
    return new CallCommand.DeadlineReached(
        at,
        new Deadline(
            EnumCodec.core(reached.getKind()),
            reached.hasUserId() ? reached.getUserId() : null,
            ValueCodec.instant(reached.getDueAt())));
  }

  private static Sender sender(dev.visavis.proto.v1.CallCommand command)
      throws UndecodableCommandException {
    if (!command.hasSender() || command.getSender().getUser().getId().isEmpty()) {
      throw new UndecodableCommandException("no sender");
    }
    DeviceRoute device = checked(command.getSender().getDevice());
    if (!device.getUserId().equals(command.getSender().getUser().getId())) {
      throw new UndecodableCommandException("the sender's device belongs to somebody else");
    }
    return new Sender(ValueCodec.user(command.getSender().getUser()), ValueCodec.route(device));
  }

  private static List<Callee> callees(List<dev.visavis.proto.v1.Callee> callees)
      throws UndecodableCommandException {
    List<Callee> read = new ArrayList<>();
    for (dev.visavis.proto.v1.Callee callee : callees) {
      read.add(
          new Callee(
              ValueCodec.user(callee.getUser()),
              routes(callee.getDevicesList()),
              callee.getBlocksCaller(),
              callee.getInCall()));
    }
    return read;
  }

  private static List<dev.visavis.call.domain.value.Route> routes(List<DeviceRoute> routes)
      throws UndecodableCommandException {
    List<dev.visavis.call.domain.value.Route> read = new ArrayList<>();
    for (DeviceRoute route : routes) {
      read.add(ValueCodec.route(checked(route)));
    }
    return read;
  }

  /// A route to a gateway that cannot exist would stop the partition when a delivery is written.
  private static DeviceRoute checked(DeviceRoute route) throws UndecodableCommandException {
    boolean known =
        route.getGateway() >= 0 && route.getGateway() < Topic.GATEWAY_INBOX.partitions();
    if (!known || route.getUserId().isEmpty() || route.getDeviceId().isEmpty()) {
      throw new UndecodableCommandException("a route without a valid gateway, user or device");
    }
    return route;
  }

  private static @Nullable OpaquePayload sdp(SessionDescription sdp) {
    return OpaquePayload.of(sdp.toByteArray());
  }
}
