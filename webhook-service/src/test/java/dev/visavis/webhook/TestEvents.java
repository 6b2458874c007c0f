package dev.visavis.webhook;

import com.google.protobuf.Timestamp;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.CallType;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.UserInfo;
import dev.visavis.proto.v1.events.CallConnected;
import dev.visavis.proto.v1.events.CallEnded;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.CallInitiated;
import dev.visavis.proto.v1.events.InvitedUser;
import dev.visavis.proto.v1.events.ParticipantMissed;
import java.time.Instant;
import java.util.UUID;

/// The events of one call, as call-service writes them.
final class TestEvents {
  final String callId = UUID.randomUUID().toString();
  private int version;

  CallEvent initiated(UUID by, InvitedUser... invited) {
    CallInitiated.Builder call =
        CallInitiated.newBuilder()
            .setInitiator(user(by))
            .setInitiatorDeviceId("secret-device")
            .setCallType(CallType.CALL_TYPE_VIDEO)
            .setKind(CallKind.CALL_KIND_DIRECT)
            .setRingExpiresAt(now());
    for (InvitedUser each : invited) {
      call.addInvited(each);
    }
    return next().setCallInitiated(call).build();
  }

  CallEvent connected() {
    return next().setCallConnected(CallConnected.getDefaultInstance()).build();
  }

  CallEvent missed(UUID who) {
    return next()
        .setParticipantMissed(
            ParticipantMissed.newBuilder()
                .setUserId(who.toString())
                .setReason(EndReason.END_REASON_NO_ANSWER))
        .build();
  }

  CallEvent ended() {
    return next()
        .setCallEnded(
            CallEnded.newBuilder()
                .setState(CallState.CALL_STATE_ENDED)
                .setReason(EndReason.END_REASON_ENDED)
                .setRingMs(1_500)
                .setSetUpMs(1_500)
                .setTalkMs(2_000))
        .build();
  }

  static InvitedUser invited(UUID who, boolean blocksCaller) {
    return InvitedUser.newBuilder()
        .setUser(user(who))
        .setBlocksCaller(blocksCaller)
        .addRungDevices(DeviceRoute.newBuilder().setDeviceId("secret-device"))
        .build();
  }

  private static UserInfo user(UUID id) {
    return UserInfo.newBuilder().setId(id.toString()).setName("Name of " + id).build();
  }

  private CallEvent.Builder next() {
    version++;
    return CallEvent.newBuilder()
        .setEventId(callId + ":" + version + ":0")
        .setCallId(callId)
        .setVersion(version)
        .setOccurredAt(now());
  }

  private static Timestamp now() {
    Instant now = Instant.now();
    return Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()).build();
  }
}
