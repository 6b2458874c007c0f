package dev.visavis.trace;

import com.google.protobuf.Timestamp;
import dev.visavis.proto.v1.AnswerCall;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.CallType;
import dev.visavis.proto.v1.Callee;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.PlaceCall;
import dev.visavis.proto.v1.Sender;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.UserInfo;
import java.time.Instant;

/// The messages of one call between Alice, at gateway 0, and Bob, at gateway 1.
final class ScriptedCall {
  private final String callId;
  private final Instant at;

  ScriptedCall(String callId, Instant at) {
    this.callId = callId;
    this.at = at;
  }

  CallCommand aliceDials() {
    return from("alice", 0)
        .setPlaceCall(
            PlaceCall.newBuilder()
                .addCallees(Callee.newBuilder().setUser(user("bob")).addDevices(route("bob", 1)))
                .setCallType(CallType.CALL_TYPE_VIDEO)
                .setKind(CallKind.CALL_KIND_DIRECT)
                .setIdempotencyKey("key"))
        .build();
  }

  CallCommand bobAnswers() {
    return from("bob", 1)
        .setMessage(
            SignalingMessage.newBuilder()
                .setCallId(callId)
                .setAnswerCall(AnswerCall.getDefaultInstance()))
        .build();
  }

  private CallCommand.Builder from(String user, int gateway) {
    return CallCommand.newBuilder()
        .setCommandId("command of " + user)
        .setCallId(callId)
        .setAt(Timestamp.newBuilder().setSeconds(at.getEpochSecond()))
        .setSender(Sender.newBuilder().setUser(user(user)).setDevice(route(user, gateway)));
  }

  private static UserInfo user(String id) {
    return UserInfo.newBuilder().setId(id).setName(id).build();
  }

  private static DeviceRoute route(String user, int gateway) {
    return DeviceRoute.newBuilder()
        .setUserId(user)
        .setDeviceId("phone")
        .setGateway(gateway)
        .setConnectionId(user + "/1")
        .setIncarnation("run-1")
        .setAcceptsBatches(true)
        .setAcceptsSharedContent(true)
        .build();
  }
}
