package dev.visavis.presence;

import com.google.protobuf.Timestamp;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.CallType;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceOffline;
import dev.visavis.proto.v1.DeviceOnline;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.UserInfo;
import dev.visavis.proto.v1.UserProfile;
import dev.visavis.proto.v1.events.CallEnded;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.CallInitiated;
import dev.visavis.proto.v1.events.CallerBlocked;
import dev.visavis.proto.v1.events.InvitedUser;
import dev.visavis.proto.v1.events.ParticipantJoined;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Records as the other services write them.
public final class TestEvents {
  public static final Timestamp NOON =
      Timestamp.newBuilder()
          .setSeconds(Instant.parse("2026-11-22T12:00:00Z").getEpochSecond())
          .build();

  private TestEvents() {}

  public static String id() {
    return UUID.randomUUID().toString();
  }

  /// A new connection of the device, at gateway 1.
  public static DeviceRoute device(String userId, String deviceId) {
    return device(userId, deviceId, 1, "first-life");
  }

  public static DeviceRoute device(
      String userId, String deviceId, int gateway, String incarnation) {
    return DeviceRoute.newBuilder()
        .setUserId(userId)
        .setDeviceId(deviceId)
        .setGateway(gateway)
        .setConnectionId(id())
        .setIncarnation(incarnation)
        .build();
  }

  /// The route as the gateway wrote it: without the ordinal that presence-service adds.
  public static DeviceRoute unnumbered(DeviceRoute device) {
    return device.toBuilder().clearConnectionOrdinal().build();
  }

  public static DeviceEvent online(DeviceRoute device) {
    return DeviceEvent.newBuilder()
        .setDevice(device)
        .setAt(NOON)
        .setOnline(DeviceOnline.getDefaultInstance())
        .build();
  }

  public static DeviceEvent offline(DeviceRoute device) {
    return DeviceEvent.newBuilder()
        .setDevice(device)
        .setAt(NOON)
        .setOffline(DeviceOffline.getDefaultInstance())
        .build();
  }

  public static UserProfile profile(String userId, String... blocked) {
    return UserProfile.newBuilder()
        .setUser(UserInfo.newBuilder().setId(userId).setName("Somebody"))
        .setUsername("somebody")
        .addAllBlockedUserIds(List.of(blocked))
        .setVersion(1)
        .build();
  }

  /// @param version greater than that of the user's previous profile
  public static UserProfile withContacts(String userId, long version, String... contacts) {
    return profile(userId).toBuilder()
        .addAllContactUserIds(List.of(contacts))
        .setVersion(version)
        .build();
  }

  public static CallEvent initiated(
      String callId, String caller, String callee, DeviceRoute... rung) {
    return initiated(callId, caller, invited(callee, rung).build());
  }

  public static CallEvent initiated(String callId, String caller, InvitedUser invited) {
    return event(callId, 1)
        .setCallInitiated(
            CallInitiated.newBuilder()
                .setInitiator(UserInfo.newBuilder().setId(caller))
                .setInitiatorDeviceId("desk")
                .setCallType(CallType.CALL_TYPE_VIDEO)
                .setKind(CallKind.CALL_KIND_DIRECT)
                .addInvited(invited))
        .build();
  }

  public static InvitedUser.Builder invited(String userId, DeviceRoute... rung) {
    return InvitedUser.newBuilder()
        .setUser(UserInfo.newBuilder().setId(userId))
        .addAllRungDevices(List.of(rung));
  }

  public static CallEvent joined(String callId, int version, String userId, String deviceId) {
    return event(callId, version)
        .setParticipantJoined(
            ParticipantJoined.newBuilder().setUserId(userId).setDeviceId(deviceId))
        .build();
  }

  /// A user who was not in the call has joined on this connection.
  public static CallEvent rejoined(String callId, int version, DeviceRoute device) {
    return event(callId, version)
        .setParticipantJoined(
            ParticipantJoined.newBuilder()
                .setUserId(device.getUserId())
                .setDeviceId(device.getDeviceId())
                .setDevice(device))
        .build();
  }

  public static CallEvent ended(String callId, int version, String... users) {
    return event(callId, version)
        .setCallEnded(
            CallEnded.newBuilder()
                .setReason(EndReason.END_REASON_ENDED)
                .addAllUserIds(List.of(users)))
        .build();
  }

  public static CallEvent callerBlocked(String callId, int version, String userId) {
    return event(callId, version)
        .setCallerBlocked(CallerBlocked.newBuilder().setUserId(userId))
        .build();
  }

  private static CallEvent.Builder event(String callId, int version) {
    return CallEvent.newBuilder()
        .setEventId(callId + ":" + version + ":0")
        .setCallId(callId)
        .setVersion(version)
        .setOccurredAt(NOON);
  }
}
