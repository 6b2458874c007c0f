package dev.visavis.call.domain;

import static dev.visavis.call.domain.People.answers;
import static dev.visavis.call.domain.People.callee;
import static dev.visavis.call.domain.People.connects;
import static dev.visavis.call.domain.People.declines;
import static dev.visavis.call.domain.People.ends;
import static dev.visavis.call.domain.People.endsForEveryone;
import static dev.visavis.call.domain.People.glare;
import static dev.visavis.call.domain.People.isBusy;
import static dev.visavis.call.domain.People.joins;
import static dev.visavis.call.domain.People.mutes;
import static dev.visavis.call.domain.People.offers;
import static dev.visavis.call.domain.People.places;
import static dev.visavis.call.domain.People.reaches;
import static dev.visavis.call.domain.People.rings;
import static dev.visavis.call.domain.People.syncs;
import static dev.visavis.call.domain.People.vanishes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.call.domain.decision.CallCommand;
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.Deadline;
import dev.visavis.call.domain.value.Rejection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The table of transitions: which commands each state of a call accepts, and which it refuses.
class TransitionsTest {
  private static DynamicTest arrow(
      String name, CallScenario from, People.Act act, CallState to, String... facts) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          CallScenario scene = from.then(act);
          assertEquals(null, scene.refusal());
          assertEquals(to, scene.state());
          assertEquals(List.of(facts), scene.facts());
        });
  }

  private static DynamicTest due(
      String name, CallScenario from, Deadline.Kind kind, CallState to, String... facts) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          CallScenario scene = from.due(kind);
          assertEquals(to, scene.state());
          assertEquals(List.of(facts), scene.facts());
        });
  }

  private static DynamicTest refused(
      String name, CallScenario from, People.Act act, @Nullable Rejection reason) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          Call before = from.call();
          CallScenario scene = from.then(act);
          assertEquals(reason, scene.refusal());
          assertEquals(before, scene.call());
        });
  }

  @TestFactory
  Stream<DynamicTest> aCallStarts() {
    return Stream.of(
        arrow(
            "None -> PlaceCall -> Ringing",
            new CallScenario(),
            places("a1", callee("bob", "b1")),
            CallState.RINGING,
            "CallInitiated"),
        arrow(
            "None -> PlaceCall [callee has no device] -> Missed",
            new CallScenario(),
            places("a1", callee("bob")),
            CallState.MISSED,
            "CallInitiated",
            "ParticipantMissed",
            "CallEnded"),
        arrow(
            "Ringing -> PlaceCall [again] -> Ringing",
            CallScenario.ringing(),
            places("a1", callee("bob", "b1")),
            CallState.RINGING),
        refused(
            "None -> PlaceCall [oneself] -> None",
            new CallScenario(),
            places("a1", callee("alice", "a2")),
            Rejection.INVALID_MESSAGE),
        arrow(
            "None -> DeviceConnected -> None",
            new CallScenario(),
            connects("b1", "b1-socket-1"),
            CallState.NONE),
        refused(
            "None -> DeviceDisconnected -> None",
            new CallScenario(),
            vanishes("b1"),
            Rejection.STALE),
        refused(
            "None -> AnswerCall -> None",
            new CallScenario(),
            answers("b1"),
            Rejection.CALL_NOT_FOUND));
  }

  @TestFactory
  Stream<DynamicTest> whileItRings() {
    return Stream.of(
        arrow(
            "Ringing -> Ringing -> Ringing",
            CallScenario.ringing(),
            rings("b1"),
            CallState.RINGING,
            "DeviceRinging"),
        arrow(
            "Ringing -> AnswerCall -> Connected",
            CallScenario.ringing(),
            answers("b1"),
            CallState.CONNECTED,
            "ParticipantJoined",
            "CallConnected"),
        arrow(
            "Ringing -> JoinCall -> Connected",
            CallScenario.ringing(),
            joins("b1"),
            CallState.CONNECTED,
            "ParticipantJoined",
            "CallConnected"),
        arrow(
            "Ringing -> DeclineCall -> Declined",
            CallScenario.ringing(),
            declines("b1"),
            CallState.DECLINED,
            "ParticipantDeclined",
            "CallEnded"),
        arrow(
            "Ringing -> DeclineCall [busy] -> Declined",
            CallScenario.ringing(),
            isBusy("b2"),
            CallState.DECLINED,
            "ParticipantDeclined",
            "CallEnded"),
        arrow(
            "Ringing -> EndCall [caller] -> Cancelled",
            CallScenario.ringing(),
            ends("a1"),
            CallState.CANCELLED,
            "CallEnded"),
        refused(
            "Ringing -> EndCall [callee] -> Ringing",
            CallScenario.ringing(),
            ends("b1"),
            Rejection.INVALID_STATE),
        arrow(
            "Ringing -> GlareDetected -> Cancelled",
            CallScenario.ringing(),
            glare("call-0"),
            CallState.CANCELLED,
            "CallEnded"),
        arrow(
            "Ringing -> FailCall -> Missed",
            CallScenario.ringing(),
            CallCommand.FailCall::new,
            CallState.MISSED,
            "CallEnded"),
        due(
            "Ringing -> DeadlineReached [ring] -> Missed",
            CallScenario.ringing(),
            Deadline.Kind.RING,
            CallState.MISSED,
            "ParticipantMissed",
            "CallEnded"),
        due(
            "Ringing -> DeadlineReached [unreachable] -> Missed",
            CallScenario.ringing().then(vanishes("b1")).then(vanishes("b2")),
            Deadline.Kind.UNREACHABLE,
            CallState.MISSED,
            "ParticipantMissed",
            "CallEnded"),
        due(
            "Ringing -> DeadlineReached [reconnect, caller] -> Cancelled",
            CallScenario.ringing().then(vanishes("a1")),
            Deadline.Kind.RECONNECT,
            CallState.CANCELLED,
            "ParticipantLeft",
            "CallEnded"),
        arrow(
            "Ringing -> DeviceConnected -> Ringing",
            CallScenario.ringing(),
            connects("b3", "b3-socket-1"),
            CallState.RINGING),
        refused(
            "Ringing -> AnswerCall [stranger] -> Ringing",
            CallScenario.ringing(),
            answers("m1"),
            Rejection.CALL_NOT_FOUND),
        refused(
            "Ringing -> AnswerCall [caller] -> Ringing",
            CallScenario.ringing(),
            answers("a1"),
            Rejection.INVALID_STATE),
        refused(
            "Ringing -> AnswerCall [caller's other device] -> Ringing",
            CallScenario.ringing(),
            answers("a2"),
            Rejection.INVALID_STATE),
        refused(
            "Ringing -> MediaState [callee] -> Ringing",
            CallScenario.ringing(),
            mutes("b1"),
            Rejection.INVALID_STATE));
  }

  @TestFactory
  Stream<DynamicTest> whileConnected() {
    return Stream.of(
        arrow(
            "Connected -> EndCall [caller] -> Ended",
            CallScenario.connected(),
            ends("a1"),
            CallState.ENDED,
            "ParticipantLeft",
            "CallEnded"),
        arrow(
            "Connected -> EndCall [callee] -> Ended",
            CallScenario.connected(),
            ends("b1"),
            CallState.ENDED,
            "ParticipantLeft",
            "CallEnded"),
        refused(
            "Connected -> AnswerCall [second device] -> Connected",
            CallScenario.connected(),
            answers("b2"),
            Rejection.CALL_UNAVAILABLE),
        refused(
            "Connected -> DeclineCall [late, second device] -> Connected",
            CallScenario.connected(),
            declines("b2"),
            Rejection.CALL_UNAVAILABLE),
        refused(
            "Connected -> EndCall [second device] -> Connected",
            CallScenario.connected(),
            ends("b2"),
            Rejection.NOT_A_PARTICIPANT),
        refused(
            "Connected -> Offer [second device] -> Connected",
            CallScenario.connected(),
            offers("b2", null),
            Rejection.NOT_A_PARTICIPANT),
        refused(
            "Connected -> GlareDetected -> Connected",
            CallScenario.connected(),
            glare("call-0"),
            Rejection.STALE),
        arrow(
            "Connected -> FailCall -> Ended",
            CallScenario.connected(),
            CallCommand.FailCall::new,
            CallState.ENDED,
            "CallEnded"),
        arrow(
            "Connected -> MediaState -> Connected",
            CallScenario.connected(),
            mutes("b1"),
            CallState.CONNECTED,
            "MediaStateChanged"),
        arrow(
            "Connected -> Offer -> Connected",
            CallScenario.connected(),
            offers("b1", null),
            CallState.CONNECTED),
        arrow(
            "Connected -> DeviceDisconnected -> Connected",
            CallScenario.connected(),
            vanishes("b1"),
            CallState.CONNECTED,
            "ParticipantReconnecting"),
        arrow(
            "Connected [one reconnecting] -> DeviceConnected -> Connected",
            CallScenario.connected().then(vanishes("b1")),
            connects("b1", "b1-socket-2"),
            CallState.CONNECTED,
            "ParticipantJoined"),
        due(
            "Connected -> DeadlineReached [reconnect] -> Ended",
            CallScenario.connected().then(vanishes("b1")),
            Deadline.Kind.RECONNECT,
            CallState.ENDED,
            "ParticipantLeft",
            "CallEnded"));
  }

  @TestFactory
  Stream<DynamicTest> inAGroup() {
    return Stream.of(
        arrow(
            "Ringing [group] -> DeclineCall [one of two] -> Ringing",
            CallScenario.groupRinging(),
            declines("b1"),
            CallState.RINGING,
            "ParticipantDeclined"),
        arrow(
            "Ringing [group, one declined] -> DeclineCall [the other] -> Declined",
            CallScenario.groupRinging().then(declines("b1")),
            declines("c1"),
            CallState.DECLINED,
            "ParticipantDeclined",
            "CallEnded"),
        arrow(
            "Ringing [group] -> AnswerCall [first] -> Connected",
            CallScenario.groupRinging(),
            answers("b1"),
            CallState.CONNECTED,
            "ParticipantJoined",
            "CallConnected"),
        arrow(
            "Connected [group] -> EndCall [one of three] -> Connected",
            CallScenario.groupConnected(),
            ends("b1"),
            CallState.CONNECTED,
            "ParticipantLeft",
            "TopologyChanged"),
        arrow(
            "Connected [group] -> EndCall [forEveryone, initiator] -> Ended",
            CallScenario.groupConnected(),
            endsForEveryone("a1"),
            CallState.ENDED,
            "ParticipantLeft",
            "CallEnded"),
        refused(
            "Connected [group] -> EndCall [forEveryone, another] -> Connected",
            CallScenario.groupConnected(),
            endsForEveryone("b1"),
            Rejection.INVALID_STATE),
        due(
            "Connected [group, one rings] -> DeadlineReached [ring] -> Connected",
            CallScenario.groupRinging().then(answers("b1")),
            Deadline.Kind.RING,
            CallState.CONNECTED,
            "ParticipantMissed"),
        arrow(
            "Connected [group, one left] -> JoinCall -> Connected",
            CallScenario.groupConnected().then(ends("b1")),
            joins("b2"),
            CallState.CONNECTED,
            "ParticipantJoined",
            "TopologyChanged"));
  }

  @TestFactory
  Stream<DynamicTest> anEndedCallIsFinal() {
    List<CallScenario> over =
        List.of(
            CallScenario.connected().then(ends("a1")),
            CallScenario.ringing().due(Deadline.Kind.RING),
            CallScenario.ringing().then(declines("b1")),
            CallScenario.ringing().then(ends("a1")));
    return over.stream()
        .flatMap(
            scene ->
                Stream.of(
                    refused(
                        scene.state() + " -> AnswerCall -> " + scene.state(),
                        scene,
                        answers("b2"),
                        Rejection.CALL_UNAVAILABLE),
                    arrow(
                        scene.state() + " -> EndCall -> " + scene.state(),
                        scene,
                        ends("a1"),
                        scene.state()),
                    refused(
                        scene.state() + " -> GlareDetected -> " + scene.state(),
                        scene,
                        glare("call-0"),
                        Rejection.STALE),
                    arrow(
                        scene.state() + " -> Sync -> " + scene.state(),
                        scene,
                        syncs("b2"),
                        scene.state()),
                    refused(
                        scene.state() + " -> DeadlineReached -> " + scene.state(),
                        scene,
                        reaches(
                            new Deadline(
                                Deadline.Kind.FORGET, null, CallScenario.START.plusSeconds(400))),
                        Rejection.STALE)));
  }
}
