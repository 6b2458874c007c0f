package dev.visavis.gateway.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.DeviceRole;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.IceCandidate;
import dev.visavis.proto.v1.IceCandidateMessage;
import dev.visavis.proto.v1.Offer;
import dev.visavis.proto.v1.Participant;
import dev.visavis.proto.v1.ParticipantState;
import dev.visavis.proto.v1.Room;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.View;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// The path of the messages from Alice's device to Bob's.
class SendPathTest {
  private static final DeviceRoute PHONE = route("phone", "socket-1");
  private static final DeviceRoute PHONE_AGAIN = route("phone", "socket-2");
  private static final DeviceRoute TABLET = route("tablet", "socket-3");

  private final SendPath sendPath = new SendPath("alice", this::nextBarrier, false);
  private int barriers;
  private int version;

  @Test
  void messagesTakeTheDirectPathIfTheRouteIsKnown() {
    connected(PHONE);
    assertEquals(List.of("direct socket-1 c1"), send("c1"));
    assertEquals(List.of("direct socket-1 c2"), send("c2"));
  }

  @Test
  void messagesTakeTheLogPathBeforeAnyCallState() {
    assertEquals(List.of("log c1"), send("c1"));
  }

  @Test
  void messagesAfterAnAnswerWaitForItsOutcome() {
    sendPath.joinRequested(0);
    assertEquals(List.of(), send("c1"));
    assertEquals(List.of(), send("c2"));
    assertEquals(List.of("direct socket-1 c1", "direct socket-1 c2"), connected(PHONE));
  }

  @Test
  void messagesTakeTheLogPathIfTheAnswerIsRefused() {
    sendPath.joinRequested(0);
    send("c1");
    assertEquals(List.of("log c1"), names(sendPath.joinSettled(0)));
  }

  @Test
  void messagesTakeTheLogPathIfTheAnswerHasNoOutcomeInTime() {
    sendPath.joinRequested(0);
    send("c1");
    assertEquals(OptionalLong.of(SendPath.HOLD_TIMEOUT_MS), sendPath.nextExpiryMs());
    assertEquals(List.of(), names(sendPath.releaseExpired(SendPath.HOLD_TIMEOUT_MS - 1)));
    assertEquals(List.of("log c1"), names(sendPath.releaseExpired(SendPath.HOLD_TIMEOUT_MS)));
    assertTrue(sendPath.nextExpiryMs().isEmpty());
  }

  @Test
  void aBarrierPreventsOvertakingMessagesOnTheLogPath() {
    callStateWithoutRoutes(ParticipantState.PARTICIPANT_STATE_RINGING);
    assertEquals(List.of("log early"), send("early"));
    connected(PHONE);
    assertEquals(List.of("barrier 1 through the log"), send("c1"));
    assertEquals(List.of(), send("c2"));
    assertEquals(
        List.of("direct socket-1 c1", "direct socket-1 c2"),
        names(sendPath.barrierPassed("1", "", 0)));
    assertEquals(List.of("direct socket-1 c3"), send("c3"));
  }

  @Test
  void aBarrierReceivedByAnotherDeviceDoesNotOpenTheDirectPath() {
    callStateWithoutRoutes(ParticipantState.PARTICIPANT_STATE_RINGING);
    send("early");
    connected(PHONE);
    assertEquals(List.of("barrier 1 through the log"), send("c1"));
    assertEquals(List.of("log c1"), names(sendPath.barrierPassed("1", "socket-3", 0)));
    assertEquals(List.of("barrier 2 through the log"), send("c2"));
    connected(TABLET);
    assertEquals(List.of("direct socket-3 c2"), names(sendPath.barrierPassed("2", "socket-3", 0)));
  }

  @Test
  void aBarrierPreventsOvertakingMessagesWithoutAReceiver() {
    assertEquals(List.of("log early"), send("early"));
    connected(PHONE);
    assertEquals(List.of("barrier 1 through the log"), send("c1"));
  }

  @Test
  void aDeviceThatJoinsAgainDoesNotOvertakeWhatItSentBeforeItLeft() {
    SocketPaths paths = new SocketPaths("alice", "socket-0");
    SignalingMessage message = SignalingMessage.newBuilder().setIceCandidate(to("bob")).build();
    RelayRequest request = new RelayRequest("c1", message);
    Call call = call(ParticipantState.PARTICIPANT_STATE_JOINED);
    SendPath first = paths.of("call").sendPath();
    first.callStateReceived(call, List.of(PHONE), 0);
    assertEquals(List.of("direct socket-1 c1"), names(first.send(request, 0)));
    paths.forget("call");
    SendPath again = paths.of("call").sendPath();
    again.callStateReceived(call, List.of(PHONE), 0);
    assertEquals(
        List.of("barrier socket-0:barrier:1 through the log"), names(again.send(request, 0)));
  }

  private static IceCandidateMessage to(String user) {
    return IceCandidateMessage.newBuilder()
        .setTo(user)
        .setCandidate(IceCandidate.newBuilder().setCandidate("c"))
        .build();
  }

  @Test
  void aBarrierPreventsOvertakingMessagesToThePreviousConnection() {
    connected(PHONE);
    send("c1");
    connected(PHONE_AGAIN);
    assertEquals(List.of("barrier 1 along socket-1"), send("c2"));
    assertEquals(List.of("direct socket-2 c2"), names(sendPath.barrierPassed("1", "", 0)));
  }

  @Test
  void messagesToAReconnectingUserTakeTheLogPathAfterABarrier() {
    connected(PHONE);
    send("c1");
    callStateWithoutRoutes(ParticipantState.PARTICIPANT_STATE_RECONNECTING);
    assertEquals(List.of("barrier 1 along socket-1"), send("c2"));
    assertEquals(List.of("log c2"), names(sendPath.barrierPassed("1", "", 0)));
    assertEquals(List.of("log c3"), send("c3"));
  }

  @Test
  void aUserWhoReturnsBeforeTheBarrierPassesIsReachedDirectly() {
    connected(PHONE);
    send("c1");
    callStateWithoutRoutes(ParticipantState.PARTICIPANT_STATE_RECONNECTING);
    send("c2");
    connected(PHONE_AGAIN);
    assertEquals(List.of("direct socket-2 c2"), names(sendPath.barrierPassed("1", "", 0)));
  }

  @Test
  void aLostBarrierHoldsMessagesForALimitedTime() {
    connected(PHONE);
    send("c1");
    connected(PHONE_AGAIN);
    send("c2");
    assertEquals(List.of("log c2"), names(sendPath.releaseExpired(SendPath.HOLD_TIMEOUT_MS)));
    assertEquals(List.of("log c3"), send("c3"));
    assertEquals(List.of(), names(sendPath.barrierPassed("1", "", 0)));
    connected(PHONE_AGAIN);
    assertEquals(List.of("barrier 2 through the log"), send("c4"));
  }

  @Test
  void afterAHandOffMessagesGoToTheNewDeviceAtOnce() {
    connected(PHONE);
    send("c1");
    connected(TABLET);
    assertEquals(List.of("direct socket-3 c2"), send("c2"));
  }

  @Test
  void messagesToAUserWhoHasLeftTakeTheLogPath() {
    connected(PHONE);
    send("c1");
    callStateWithoutRoutes(ParticipantState.PARTICIPANT_STATE_LEFT);
    assertEquals(List.of("log c2"), send("c2"));
  }

  @Test
  void anOlderCallStateChangesNothing() {
    connected(PHONE);
    version = -1;
    connected(PHONE_AGAIN);
    assertEquals(List.of("direct socket-1 c1"), send("c1"));
  }

  @Test
  void heldMessagesAreBounded() {
    sendPath.joinRequested(0);
    for (int i = 0; i < SendPath.MAX_HELD; i++) {
      assertEquals(List.of(), send("c" + i));
    }
    assertEquals(List.of("refuse more"), send("more"));
  }

  @Test
  void aGroupMessageWithoutAReceiverTakesTheLogPath() {
    Call group =
        call(ParticipantState.PARTICIPANT_STATE_JOINED).toBuilder()
            .setKind(CallKind.CALL_KIND_GROUP)
            .build();
    sendPath.callStateReceived(group, List.of(PHONE), 0);
    assertEquals(List.of("log c1"), send("c1"));
  }

  @Test
  void theSfuIsReachedDirectlyWhileTheCallHasARoom() {
    assertEquals(List.of("log o1"), sendToSfu("o1", 1));
    withRoom(1);
    assertEquals(List.of("direct room/1 o2"), sendToSfu("o2", 1));
    assertEquals(List.of("log o3"), sendToSfu("o3", 2));
    withRoom(2);
    assertEquals(List.of("direct room/2 o4"), sendToSfu("o4", 2));
    assertEquals(List.of("log o5"), sendToSfu("o5", 1));
    connected(PHONE);
    assertEquals(List.of("log o6"), sendToSfu("o6", 2));
  }

  @Test
  void aViewGoesToThePresentRoom() {
    SignalingMessage view =
        SignalingMessage.newBuilder().setView(View.getDefaultInstance()).build();
    assertEquals(List.of("log v1"), names(sendPath.send(new RelayRequest("v1", view), 0)));
    withRoom(3);
    assertEquals(
        List.of("direct room/3 v2"), names(sendPath.send(new RelayRequest("v2", view), 0)));
  }

  @Test
  void messagesToTheSfuDoNotWaitForABarrierToAPeer() {
    connected(PHONE);
    send("c1");
    connected(PHONE_AGAIN);
    send("c2");
    withRoom(1);
    assertEquals(List.of("direct room/1 o1"), sendToSfu("o1", 1));
  }

  private void withRoom(int generation) {
    Call call =
        call(ParticipantState.PARTICIPANT_STATE_JOINED).toBuilder()
            .setRoom(Room.newBuilder().setGeneration(generation))
            .build();
    DeviceRoute sfu =
        DeviceRoute.newBuilder()
            .setUserId("sfu")
            .setDeviceId("media-1")
            .setConnectionId("room/" + generation)
            .build();
    sendPath.callStateReceived(call, List.of(PHONE, sfu), 0);
  }

  private List<String> sendToSfu(String id, int generation) {
    Offer offer =
        Offer.newBuilder().setTo("sfu").setStream("publish").setGeneration(generation).build();
    return names(
        sendPath.send(
            new RelayRequest(id, SignalingMessage.newBuilder().setOffer(offer).build()), 0));
  }

  private String nextBarrier() {
    return Integer.toString(++barriers);
  }

  private List<String> connected(DeviceRoute bob) {
    Call call = call(ParticipantState.PARTICIPANT_STATE_JOINED);
    return names(sendPath.callStateReceived(call, List.of(bob), 0));
  }

  private void callStateWithoutRoutes(ParticipantState bob) {
    sendPath.callStateReceived(call(bob), List.of(), 0);
  }

  private Call call(ParticipantState bob) {
    return Call.newBuilder()
        .setVersion(++version)
        .setKind(CallKind.CALL_KIND_DIRECT)
        .setThisDevice(DeviceRole.DEVICE_ROLE_JOINED)
        .addParticipants(
            Participant.newBuilder()
                .setUserId("alice")
                .setState(ParticipantState.PARTICIPANT_STATE_JOINED))
        .addParticipants(Participant.newBuilder().setUserId("bob").setState(bob))
        .build();
  }

  private List<String> send(String candidate) {
    IceCandidate ice = IceCandidate.newBuilder().setCandidate(candidate).build();
    SignalingMessage message =
        SignalingMessage.newBuilder()
            .setIceCandidate(IceCandidateMessage.newBuilder().setCandidate(ice))
            .build();
    return names(sendPath.send(new RelayRequest(candidate, message), 0));
  }

  private static List<String> names(List<SendAction> actions) {
    return actions.stream().map(SendPathTest::name).toList();
  }

  private static String name(SendAction action) {
    return switch (action) {
      case SendAction.SendDirect direct ->
          "direct " + direct.to().getConnectionId() + " " + direct.request().commandId();
      case SendAction.SendViaLog log -> "log " + log.request().commandId();
      case SendAction.SendBarrier barrier ->
          "barrier " + barrier.barrierId() + " " + along(barrier.along());
      case SendAction.RejectMessage refuse -> "refuse " + refuse.request().commandId();
    };
  }

  private static String along(@org.jspecify.annotations.Nullable DeviceRoute route) {
    return route == null ? "through the log" : "along " + route.getConnectionId();
  }

  private static DeviceRoute route(String device, String connection) {
    return DeviceRoute.newBuilder()
        .setUserId("bob")
        .setDeviceId(device)
        .setConnectionId(connection)
        .build();
  }
}
