package dev.visavis.simulation.infra;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.Error;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.events.CallEvent;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Parses records of the log, and describes messages in a few words.
public final class Messages {
  private Messages() {}

  public static CallEvent event(LogPartition.Entry entry) {
    try {
      return CallEvent.parseFrom(entry.bytes());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  public static CallCommand command(LogPartition.Entry entry) {
    try {
      return CallCommand.parseFrom(entry.bytes());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Delivery delivery(LogPartition.Entry entry) {
    try {
      return Delivery.parseFrom(entry.bytes());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Timestamp timestamp(long ms) {
    return Timestamp.newBuilder()
        .setSeconds(Math.floorDiv(ms, 1_000L))
        .setNanos((int) Math.floorMod(ms, 1_000L) * 1_000_000)
        .build();
  }

  public static SignalingMessage.Builder error(ErrorCode code) {
    return SignalingMessage.newBuilder().setError(Error.newBuilder().setCode(code));
  }

  /// The first characters of an id, which are enough to tell the calls of one run apart.
  public static String shortId(String id) {
    return id.length() > 4 ? id.substring(0, 4) : id;
  }

  /// The number of a user: the users of a run are numbered from 1.
  public static String lastDigit(String userId) {
    return userId.substring(userId.length() - 1);
  }

  public static String brief(SignalingMessage message) {
    String what =
        switch (message.getBodyCase()) {
          case CALL_STATE ->
              "call_state v"
                  + message.getCallState().getVersion()
                  + " "
                  + word(message.getCallState().getState())
                  + " "
                  + word(message.getCallState().getThisDevice())
                  + (message.getCallState().hasRoom()
                      ? " room " + message.getCallState().getRoom().getGeneration()
                      : "");
          case CALL_ENDED ->
              "call_ended "
                  + word(message.getCallEnded().getReason())
                  + (message.getCallEnded().hasContinuesAs()
                      ? " continues as " + shortId(message.getCallEnded().getContinuesAs())
                      : "");
          case ERROR -> "error " + message.getError().getCode();
          case RING -> message.getRing().getTransfer() ? "ring transfer" : "ring";
          case CALL_INITIATED ->
              "call_initiated "
                  + word(message.getCallInitiated().getState())
                  + (message.getCallInitiated().getDuplicate() ? " duplicate" : "");
          case ICE_CANDIDATE -> "ice " + message.getIceCandidate().getCandidate().getCandidate();
          case REGISTERED -> {
            StringBuilder calls = new StringBuilder("registered");
            message
                .getRegistered()
                .getCallsList()
                .forEach(
                    call ->
                        calls
                            .append(' ')
                            .append(shortId(call.getCallId()))
                            .append('/')
                            .append(word(call.getThisDevice()))
                            .append(call.getResumed() ? "/resumed" : "/not resumed"));
            yield calls.toString();
          }
          default -> word(message.getBodyCase());
        };
    return (message.hasCallId() ? shortId(message.getCallId()) + " " : "") + what;
  }

  public static String brief(CallEvent event) {
    String fact = word(event.getFactCase());
    String more =
        switch (event.getFactCase()) {
          case PARTICIPANT_JOINED -> event.getParticipantJoined().getDeviceId();
          case PARTICIPANT_LEFT -> event.getParticipantLeft().getDeviceId();
          case TOPOLOGY_CHANGED ->
              word(event.getTopologyChanged().getTopology()).replace("topology_", "");
          case ROOM_REQUESTED -> String.valueOf(event.getRoomRequested().getGeneration());
          case ROOM_ASSIGNED ->
              event.getRoomAssigned().getGeneration()
                  + " at "
                  + event.getRoomAssigned().getMediaService();
          case ROOM_LOST ->
              event.getRoomLost().getGeneration() + " " + event.getRoomLost().getReason();
          case ROOM_RELEASED -> String.valueOf(event.getRoomReleased().getGeneration());
          case CALL_ENDED ->
              word(event.getCallEnded().getState()) + " " + word(event.getCallEnded().getReason());
          default -> "";
        };
    return event.getEventId().substring(0, 4)
        + " v"
        + event.getVersion()
        + "."
        + event.getIndex()
        + " "
        + fact
        + " "
        + more;
  }

  /// A record that presence-service writes.
  public static String brief(ProducerRecord<byte[], byte[]> record) {
    try {
      if (record.topic().equals(Topic.CALL_COMMANDS.topicName())) {
        CallCommand command = CallCommand.parseFrom(record.value());
        return shortId(command.getCallId())
            + " "
            + word(command.getCommandCase())
            + " "
            + command.getDeviceConnected().getDevice().getDeviceId()
            + command.getDeviceDisconnected().getDeviceId();
      }
      if (record.topic().equals(Topic.GATEWAY_INBOX.topicName())) {
        Delivery delivery = Delivery.parseFrom(record.value());
        return word(delivery.getActionCase()) + " for " + brief(delivery.getTo());
      }
      DeviceEvent event = DeviceEvent.parseFrom(record.value());
      return word(event.getChangeCase()) + " " + brief(event.getDevice());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String brief(DeviceRoute route) {
    return route.getDeviceId() + "/" + shortId(route.getConnectionId());
  }

  public static String word(Enum<?> value) {
    return value
        .name()
        .toLowerCase(java.util.Locale.ROOT)
        .replaceFirst("^(call_state|end_reason|device_role|participant_state)_", "");
  }
}
