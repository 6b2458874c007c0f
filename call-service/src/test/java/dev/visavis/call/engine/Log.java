package dev.visavis.call.engine;

import com.google.protobuf.Timestamp;
import dev.visavis.proto.v1.AnswerCall;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.CallType;
import dev.visavis.proto.v1.Callee;
import dev.visavis.proto.v1.DeclineCall;
import dev.visavis.proto.v1.DeviceConnected;
import dev.visavis.proto.v1.DeviceDisconnected;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.EndCall;
import dev.visavis.proto.v1.IceCandidate;
import dev.visavis.proto.v1.IceCandidateMessage;
import dev.visavis.proto.v1.Offer;
import dev.visavis.proto.v1.PlaceCall;
import dev.visavis.proto.v1.Ringing;
import dev.visavis.proto.v1.Sender;
import dev.visavis.proto.v1.SessionDescription;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.Sync;
import dev.visavis.proto.v1.UserInfo;
import java.time.Instant;

/// Writes commands as gateways and presence-service do. Device `b1` belongs to user `b` and is at
/// gateway 1 on connection `b1/1`.
public final class Log {
  public static final String CALL = "4f9c1a52-0000-5000-8000-000000000001";
  public static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

  private int commands;
  private final String callId;
  private Instant now;

  public Log(String callId, Instant start) {
    this.callId = callId;
    this.now = start;
  }

  public Log() {
    this(CALL, START);
  }

  public Instant now() {
    return now;
  }

  Log waits(long millis) {
    now = now.plusMillis(millis);
    return this;
  }

  public static DeviceRoute route(String device, int connection) {
    return DeviceRoute.newBuilder()
        .setUserId(device.substring(0, 1))
        .setDeviceId(device)
        .setGateway(device.charAt(1) - '0')
        .setConnectionId(device + "/" + connection)
        .setIncarnation("run-1")
        .setAcceptsBatches(true)
        .setAcceptsSharedContent(true)
        .build();
  }

  private static UserInfo user(String id) {
    return UserInfo.newBuilder().setId(id).setName("Name of " + id).build();
  }

  private CallCommand.Builder command() {
    commands++;
    waits(10);
    return CallCommand.newBuilder()
        .setCommandId("command-" + commands)
        .setCallId(callId)
        .setAt(Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()));
  }

  private static Sender sender(String device) {
    return Sender.newBuilder()
        .setUser(user(device.substring(0, 1)))
        .setDevice(route(device, 1))
        .build();
  }

  public CallCommand places(String caller, String... devices) {
    Callee.Builder callee = Callee.newBuilder().setUser(user("b"));
    for (String device : devices) {
      callee.addDevices(route(device, 1));
    }
    return command()
        .setSender(sender(caller))
        .setPlaceCall(
            PlaceCall.newBuilder()
                .addCallees(callee)
                .setCallType(CallType.CALL_TYPE_VIDEO)
                .setKind(CallKind.CALL_KIND_DIRECT)
                .setIdempotencyKey("key"))
        .build();
  }

  private CallCommand says(String device, SignalingMessage.Builder message) {
    return command()
        .setSender(sender(device))
        .setRequestId("request-" + commands)
        .setMessage(message.setCallId(callId))
        .build();
  }

  public CallCommand rings(String device) {
    return says(device, SignalingMessage.newBuilder().setRinging(Ringing.getDefaultInstance()));
  }

  public CallCommand answers(String device) {
    return says(
        device,
        SignalingMessage.newBuilder()
            .setAnswerCall(
                AnswerCall.newBuilder()
                    .setSdp(SessionDescription.newBuilder().setType("offer").setSdp("v=0"))));
  }

  public CallCommand declines(String device) {
    return says(
        device, SignalingMessage.newBuilder().setDeclineCall(DeclineCall.getDefaultInstance()));
  }

  public CallCommand ends(String device) {
    return says(device, SignalingMessage.newBuilder().setEndCall(EndCall.getDefaultInstance()));
  }

  public CallCommand syncs(String device) {
    return says(device, SignalingMessage.newBuilder().setSync(Sync.getDefaultInstance()));
  }

  public CallCommand offers(String device) {
    return says(
        device,
        SignalingMessage.newBuilder()
            .setOffer(
                Offer.newBuilder()
                    .setSdp(SessionDescription.newBuilder().setType("offer").setSdp("v=1"))));
  }

  CallCommand sendsCandidate(String device, String candidate) {
    return says(
        device,
        SignalingMessage.newBuilder()
            .setIceCandidate(
                IceCandidateMessage.newBuilder()
                    .setCandidate(IceCandidate.newBuilder().setCandidate(candidate))));
  }

  public CallCommand connects(String device, int connection) {
    return command()
        .setDeviceConnected(DeviceConnected.newBuilder().setDevice(route(device, connection)))
        .build();
  }

  public CallCommand vanishes(String device, int connection) {
    DeviceRoute route = route(device, connection);
    return command()
        .setDeviceDisconnected(
            DeviceDisconnected.newBuilder()
                .setUserId(route.getUserId())
                .setDeviceId(device)
                .setConnectionId(route.getConnectionId()))
        .build();
  }
}
