package dev.visavis.call.engine;

import com.google.protobuf.Timestamp;
import dev.visavis.proto.v1.AnswerCall;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.CallType;
import dev.visavis.proto.v1.Callee;
import dev.visavis.proto.v1.DeviceDisconnected;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.MediaState;
import dev.visavis.proto.v1.Offer;
import dev.visavis.proto.v1.PlaceCall;
import dev.visavis.proto.v1.Sender;
import dev.visavis.proto.v1.SessionDescription;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.Sync;
import dev.visavis.proto.v1.UserInfo;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;

/// Writes the commands of a large call, with ids and names of realistic length. Users and their
/// devices are numbered; user 0 is the caller.
final class GroupLog {
  static final String CALL = "4f9c1a52-0000-5000-8000-000000000032";

  private final int people;
  private final int devices;
  private final int gateways;
  private final String deviceName;
  private final boolean acceptsSharedContent;
  private Instant now = Log.START;
  private int commands;

  /// @param devices the number of devices of each user
  /// @param gateways the number of gateways over which the devices are spread
  GroupLog(int people, int devices, int gateways, String deviceName) {
    this(people, devices, gateways, deviceName, true);
  }

  /// @param acceptsSharedContent false for gateways of an older version
  GroupLog(int people, int devices, int gateways, String deviceName, boolean acceptsSharedContent) {
    this.acceptsSharedContent = acceptsSharedContent;
    this.people = people;
    this.devices = devices;
    this.gateways = gateways;
    this.deviceName = deviceName;
  }

  static String userId(int user) {
    return new UUID(0x4f9c1a5200005000L, 0x8000_0000_0000_0000L + user).toString();
  }

  private static UserInfo user(int user) {
    return UserInfo.newBuilder()
        .setId(userId(user))
        .setName("Person number " + user)
        .setAvatarUrl("https://visavis.example/api/avatars/" + userId(user) + "?version=12")
        .build();
  }

  DeviceRoute route(int user, int device) {
    return DeviceRoute.newBuilder()
        .setUserId(userId(user))
        .setDeviceId(new UUID(user, device).toString())
        .setGateway((user + device) % gateways)
        .setConnectionId(new UUID(user + 100, device).toString())
        .setIncarnation(new UUID(1, (user + device) % gateways).toString())
        .setConnectionOrdinal(7)
        .setDeviceName(deviceName)
        .setPlatform("web")
        .setAcceptsBatches(true)
        .setAcceptsSharedContent(acceptsSharedContent)
        .build();
  }

  private CallCommand.Builder command() {
    commands++;
    now = now.plusMillis(10);
    return CallCommand.newBuilder()
        .setCommandId("command-" + commands)
        .setCallId(CALL)
        .setAt(Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()));
  }

  private Sender sender(int user) {
    return Sender.newBuilder().setUser(user(user)).setDevice(route(user, 0)).build();
  }

  CallCommand places() {
    PlaceCall.Builder place =
        PlaceCall.newBuilder()
            .setCallType(CallType.CALL_TYPE_VIDEO)
            .setKind(people > 2 ? CallKind.CALL_KIND_GROUP : CallKind.CALL_KIND_DIRECT)
            .setIdempotencyKey("key");
    for (int user = 1; user < people; user++) {
      Callee.Builder callee = Callee.newBuilder().setUser(user(user));
      for (int device = 0; device < devices; device++) {
        callee.addDevices(route(user, device));
      }
      place.addCallees(callee);
    }
    IntStream.range(1, devices).forEach(device -> place.addCallerDevices(route(0, device)));
    return command().setSender(sender(0)).setPlaceCall(place).build();
  }

  private CallCommand says(int user, SignalingMessage.Builder message) {
    return command()
        .setSender(sender(user))
        .setRequestId("request-" + commands)
        .setMediaIsPartial(true)
        .setMessage(message.setCallId(CALL))
        .build();
  }

  /// The user's first device answers.
  CallCommand answers(int user) {
    return says(user, SignalingMessage.newBuilder().setAnswerCall(AnswerCall.getDefaultInstance()));
  }

  CallCommand mutes(int user) {
    return says(
        user, SignalingMessage.newBuilder().setMediaState(MediaState.newBuilder().setAudio(false)));
  }

  CallCommand syncs(int user) {
    return says(user, SignalingMessage.newBuilder().setSync(Sync.getDefaultInstance()));
  }

  /// @param bytes the length of the session description
  CallCommand offers(int user, int to, int bytes) {
    return says(
        user,
        SignalingMessage.newBuilder()
            .setOffer(
                Offer.newBuilder()
                    .setTo(userId(to))
                    .setSdp(
                        SessionDescription.newBuilder()
                            .setType("offer")
                            .setSdp("v".repeat(bytes)))));
  }

  /// The user's first device disconnects.
  CallCommand vanishes(int user) {
    DeviceRoute route = route(user, 0);
    return command()
        .setDeviceDisconnected(
            DeviceDisconnected.newBuilder()
                .setUserId(route.getUserId())
                .setDeviceId(route.getDeviceId())
                .setConnectionId(route.getConnectionId()))
        .build();
  }

  /// The command as the engine reads it, at the next offset.
  CommandRecord record(CallCommand command) {
    return new CommandRecord(CALL, command.toByteString(), commands, now.toEpochMilli());
  }
}
