package dev.visavis.gateway.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.DeviceRole;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.IceCandidate;
import dev.visavis.proto.v1.IceCandidateMessage;
import dev.visavis.proto.v1.Participant;
import dev.visavis.proto.v1.ParticipantState;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Which way the messages of Alice's device to Bob's take.
class OutwardTest {
  private static final DeviceRoute PHONE = route("phone", "socket-1");
  private static final DeviceRoute PHONE_AGAIN = route("phone", "socket-2");
  private static final DeviceRoute TABLET = route("tablet", "socket-3");

  private final Outward outward = new Outward("alice", this::nextBarrier);
  private int barriers;
  private int version;

  @Test
  void onceItIsKnownWhereThePeerIsMessagesGoStraightThere() {
    connected(PHONE);
    assertEquals(List.of("direct socket-1 c1"), send("c1"));
    assertEquals(List.of("direct socket-1 c2"), send("c2"));
  }

  @Test
  void beforeAnythingIsKnownCallServiceDecides() {
    assertEquals(List.of("log c1"), send("c1"));
  }

  @Test
  void whatFollowsAnAnswerWaitsForItsOutcome() {
    outward.joining(0);
    assertEquals(List.of(), send("c1"));
    assertEquals(List.of(), send("c2"));
    assertEquals(List.of("direct socket-1 c1", "direct socket-1 c2"), connected(PHONE));
  }

  @Test
  void anAnswerThatWasRefusedLetsCallServiceSayWhy() {
    outward.joining(0);
    send("c1");
    assertEquals(List.of("log c1"), names(outward.answered(0)));
  }

  @Test
  void anAnswerWithoutOutcomeIsNotWaitedForForEver() {
    outward.joining(0);
    send("c1");
    assertEquals(OptionalLong.of(Outward.HOLD_TIMEOUT_MS), outward.dueAtMs());
    assertEquals(List.of(), names(outward.overdue(Outward.HOLD_TIMEOUT_MS - 1)));
    assertEquals(List.of("log c1"), names(outward.overdue(Outward.HOLD_TIMEOUT_MS)));
    assertTrue(outward.dueAtMs().isEmpty());
  }

  @Test
  void nothingOvertakesWhatIsStillInTheLog() {
    told(ParticipantState.PARTICIPANT_STATE_RINGING);
    assertEquals(List.of("log early"), send("early"));
    connected(PHONE);
    assertEquals(List.of("barrier 1 through the log"), send("c1"));
    assertEquals(List.of(), send("c2"));
    assertEquals(
        List.of("direct socket-1 c1", "direct socket-1 c2"), names(outward.opened("1", "", 0)));
    assertEquals(List.of("direct socket-1 c3"), send("c3"));
  }

  @Test
  void aBarrierThatCameToAnotherDeviceDoesNotProveThatThisOneHasHeardAll() {
    told(ParticipantState.PARTICIPANT_STATE_RINGING);
    send("early");
    connected(PHONE);
    assertEquals(List.of("barrier 1 through the log"), send("c1"));
    assertEquals(List.of("log c1"), names(outward.opened("1", "socket-3", 0)));
    assertEquals(List.of("barrier 2 through the log"), send("c2"));
    connected(TABLET);
    assertEquals(List.of("direct socket-3 c2"), names(outward.opened("2", "socket-3", 0)));
  }

  @Test
  void nothingOvertakesWhatWasSaidBeforeItWasKnownToWhom() {
    assertEquals(List.of("log early"), send("early"));
    connected(PHONE);
    assertEquals(List.of("barrier 1 through the log"), send("c1"));
  }

  @Test
  void nothingOvertakesWhatIsOnItsWayToTheEarlierConnection() {
    connected(PHONE);
    send("c1");
    connected(PHONE_AGAIN);
    assertEquals(List.of("barrier 1 along socket-1"), send("c2"));
    assertEquals(List.of("direct socket-2 c2"), names(outward.opened("1", "", 0)));
  }

  @Test
  void whatIsSaidToWhoIsAwayIsKeptBehindWhatWasSaidBefore() {
    connected(PHONE);
    send("c1");
    told(ParticipantState.PARTICIPANT_STATE_RECONNECTING);
    assertEquals(List.of("barrier 1 along socket-1"), send("c2"));
    assertEquals(List.of("log c2"), names(outward.opened("1", "", 0)));
    assertEquals(List.of("log c3"), send("c3"));
  }

  @Test
  void whoIsBackBeforeTheBarrierIsReachedOnTheNewConnection() {
    connected(PHONE);
    send("c1");
    told(ParticipantState.PARTICIPANT_STATE_RECONNECTING);
    send("c2");
    connected(PHONE_AGAIN);
    assertEquals(List.of("direct socket-2 c2"), names(outward.opened("1", "", 0)));
  }

  @Test
  void aBarrierThatIsLostHoldsNothingUpForEver() {
    connected(PHONE);
    send("c1");
    connected(PHONE_AGAIN);
    send("c2");
    assertEquals(List.of("log c2"), names(outward.overdue(Outward.HOLD_TIMEOUT_MS)));
    assertEquals(List.of("log c3"), send("c3"));
    assertEquals(List.of(), names(outward.opened("1", "", 0)));
    connected(PHONE_AGAIN);
    assertEquals(List.of("barrier 2 through the log"), send("c4"));
  }

  @Test
  void afterAHandOffTheNewDeviceHearsAtOnce() {
    connected(PHONE);
    send("c1");
    connected(TABLET);
    assertEquals(List.of("direct socket-3 c2"), send("c2"));
  }

  @Test
  void whoHasLeftIsCallServicesBusiness() {
    connected(PHONE);
    send("c1");
    told(ParticipantState.PARTICIPANT_STATE_LEFT);
    assertEquals(List.of("log c2"), send("c2"));
  }

  @Test
  void anOlderStateOfTheCallChangesNothing() {
    connected(PHONE);
    version = -1;
    connected(PHONE_AGAIN);
    assertEquals(List.of("direct socket-1 c1"), send("c1"));
  }

  @Test
  void whatWaitsIsBounded() {
    outward.joining(0);
    for (int i = 0; i < Outward.MAX_HELD; i++) {
      assertEquals(List.of(), send("c" + i));
    }
    assertEquals(List.of("refuse more"), send("more"));
  }

  @Test
  void inAGroupWhoNamesNobodyIsToldSo() {
    Call group =
        call(ParticipantState.PARTICIPANT_STATE_JOINED).toBuilder()
            .setKind(CallKind.CALL_KIND_GROUP)
            .build();
    outward.told(group, List.of(PHONE), 0);
    assertEquals(List.of("log c1"), send("c1"));
  }

  private String nextBarrier() {
    return Integer.toString(++barriers);
  }

  private List<String> connected(DeviceRoute bob) {
    Call call = call(ParticipantState.PARTICIPANT_STATE_JOINED);
    return names(outward.told(call, List.of(bob), 0));
  }

  private void told(ParticipantState bob) {
    outward.told(call(bob), List.of(), 0);
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
    return names(outward.send(new Outgoing(candidate, message), 0));
  }

  private static List<String> names(List<Step> steps) {
    return steps.stream().map(OutwardTest::name).toList();
  }

  private static String name(Step step) {
    return switch (step) {
      case Step.Direct direct ->
          "direct " + direct.to().getConnectionId() + " " + direct.what().commandId();
      case Step.ThroughLog log -> "log " + log.what().commandId();
      case Step.RaiseBarrier barrier ->
          "barrier " + barrier.barrierId() + " " + along(barrier.along());
      case Step.Refuse refuse -> "refuse " + refuse.what().commandId();
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
