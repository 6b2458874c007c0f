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

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The table of transitions: what the states of a call allow, and what they do not.
class TransitionsTest {
  private static DynamicTest arrow(
      String name, Scene from, People.Act act, CallState to, String... facts) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          Scene scene = from.then(act);
          assertEquals(null, scene.refusal());
          assertEquals(to, scene.state());
          assertEquals(List.of(facts), scene.facts());
        });
  }

  private static DynamicTest due(
      String name, Scene from, Deadline.Kind kind, CallState to, String... facts) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          Scene scene = from.due(kind);
          assertEquals(to, scene.state());
          assertEquals(List.of(facts), scene.facts());
        });
  }

  private static DynamicTest refused(
      String name, Scene from, People.Act act, @Nullable Rejection reason) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          Call before = from.call();
          Scene scene = from.then(act);
          assertEquals(reason, scene.refusal());
          assertEquals(before, scene.call());
        });
  }

  @TestFactory
  Stream<DynamicTest> aCallBegins() {
    return Stream.of(
        arrow(
            "None -> PlaceCall -> Ringing",
            new Scene(),
            places("a1", callee("bob", "b1")),
            CallState.RINGING,
            "CallInitiated"),
        arrow(
            "None -> PlaceCall [callee has no device] -> Missed",
            new Scene(),
            places("a1", callee("bob")),
            CallState.MISSED,
            "CallInitiated",
            "ParticipantMissed",
            "CallEnded"),
        arrow(
            "Ringing -> PlaceCall [again] -> Ringing",
            Scene.ringing(),
            places("a1", callee("bob", "b1")),
            CallState.RINGING),
        refused(
            "None -> PlaceCall [oneself] -> None",
            new Scene(),
            places("a1", callee("alice", "a2")),
            Rejection.INVALID_MESSAGE),
        arrow(
            "None -> DeviceConnected -> None",
            new Scene(),
            connects("b1", "b1-socket-1"),
            CallState.NONE),
        refused("None -> DeviceDisconnected -> None", new Scene(), vanishes("b1"), Rejection.STALE),
        refused(
            "None -> AnswerCall -> None", new Scene(), answers("b1"), Rejection.CALL_NOT_FOUND));
  }

  @TestFactory
  Stream<DynamicTest> whileItRings() {
    return Stream.of(
        arrow(
            "Ringing -> Ringing -> Ringing",
            Scene.ringing(),
            rings("b1"),
            CallState.RINGING,
            "DeviceRinging"),
        arrow(
            "Ringing -> AnswerCall -> Connected",
            Scene.ringing(),
            answers("b1"),
            CallState.CONNECTED,
            "ParticipantJoined",
            "CallConnected"),
        arrow(
            "Ringing -> JoinCall -> Connected",
            Scene.ringing(),
            joins("b1"),
            CallState.CONNECTED,
            "ParticipantJoined",
            "CallConnected"),
        arrow(
            "Ringing -> DeclineCall -> Declined",
            Scene.ringing(),
            declines("b1"),
            CallState.DECLINED,
            "ParticipantDeclined",
            "CallEnded"),
        arrow(
            "Ringing -> DeclineCall [busy] -> Declined",
            Scene.ringing(),
            isBusy("b2"),
            CallState.DECLINED,
            "ParticipantDeclined",
            "CallEnded"),
        arrow(
            "Ringing -> EndCall [caller] -> Cancelled",
            Scene.ringing(),
            ends("a1"),
            CallState.CANCELLED,
            "CallEnded"),
        refused(
            "Ringing -> EndCall [callee] -> Ringing",
            Scene.ringing(),
            ends("b1"),
            Rejection.INVALID_STATE),
        arrow(
            "Ringing -> GlareDetected -> Cancelled",
            Scene.ringing(),
            glare("call-0"),
            CallState.CANCELLED,
            "CallEnded"),
        arrow(
            "Ringing -> FailCall -> Missed",
            Scene.ringing(),
            CallCommand.FailCall::new,
            CallState.MISSED,
            "CallEnded"),
        due(
            "Ringing -> DeadlineReached [ring] -> Missed",
            Scene.ringing(),
            Deadline.Kind.RING,
            CallState.MISSED,
            "ParticipantMissed",
            "CallEnded"),
        due(
            "Ringing -> DeadlineReached [unreachable] -> Missed",
            Scene.ringing().then(vanishes("b1")).then(vanishes("b2")),
            Deadline.Kind.UNREACHABLE,
            CallState.MISSED,
            "ParticipantMissed",
            "CallEnded"),
        due(
            "Ringing -> DeadlineReached [reconnect, caller] -> Cancelled",
            Scene.ringing().then(vanishes("a1")),
            Deadline.Kind.RECONNECT,
            CallState.CANCELLED,
            "ParticipantLeft",
            "CallEnded"),
        arrow(
            "Ringing -> DeviceConnected -> Ringing",
            Scene.ringing(),
            connects("b3", "b3-socket-1"),
            CallState.RINGING),
        refused(
            "Ringing -> AnswerCall [stranger] -> Ringing",
            Scene.ringing(),
            answers("m1"),
            Rejection.CALL_NOT_FOUND),
        refused(
            "Ringing -> AnswerCall [caller] -> Ringing",
            Scene.ringing(),
            answers("a1"),
            Rejection.INVALID_STATE),
        refused(
            "Ringing -> AnswerCall [caller's other device] -> Ringing",
            Scene.ringing(),
            answers("a2"),
            Rejection.INVALID_STATE),
        refused(
            "Ringing -> MediaState [callee] -> Ringing",
            Scene.ringing(),
            mutes("b1"),
            Rejection.INVALID_STATE));
  }

  @TestFactory
  Stream<DynamicTest> whileConnected() {
    return Stream.of(
        arrow(
            "Connected -> EndCall [caller] -> Ended",
            Scene.connected(),
            ends("a1"),
            CallState.ENDED,
            "ParticipantLeft",
            "CallEnded"),
        arrow(
            "Connected -> EndCall [callee] -> Ended",
            Scene.connected(),
            ends("b1"),
            CallState.ENDED,
            "ParticipantLeft",
            "CallEnded"),
        refused(
            "Connected -> AnswerCall [second device] -> Connected",
            Scene.connected(),
            answers("b2"),
            Rejection.CALL_UNAVAILABLE),
        refused(
            "Connected -> DeclineCall [late, second device] -> Connected",
            Scene.connected(),
            declines("b2"),
            Rejection.CALL_UNAVAILABLE),
        refused(
            "Connected -> EndCall [second device] -> Connected",
            Scene.connected(),
            ends("b2"),
            Rejection.NOT_A_PARTICIPANT),
        refused(
            "Connected -> Offer [second device] -> Connected",
            Scene.connected(),
            offers("b2", null),
            Rejection.NOT_A_PARTICIPANT),
        refused(
            "Connected -> GlareDetected -> Connected",
            Scene.connected(),
            glare("call-0"),
            Rejection.STALE),
        arrow(
            "Connected -> FailCall -> Ended",
            Scene.connected(),
            CallCommand.FailCall::new,
            CallState.ENDED,
            "CallEnded"),
        arrow(
            "Connected -> MediaState -> Connected",
            Scene.connected(),
            mutes("b1"),
            CallState.CONNECTED,
            "MediaStateChanged"),
        arrow(
            "Connected -> Offer -> Connected",
            Scene.connected(),
            offers("b1", null),
            CallState.CONNECTED),
        arrow(
            "Connected -> DeviceDisconnected -> Connected",
            Scene.connected(),
            vanishes("b1"),
            CallState.CONNECTED,
            "ParticipantReconnecting"),
        arrow(
            "Connected [one reconnecting] -> DeviceConnected -> Connected",
            Scene.connected().then(vanishes("b1")),
            connects("b1", "b1-socket-2"),
            CallState.CONNECTED,
            "ParticipantJoined"),
        due(
            "Connected -> DeadlineReached [reconnect] -> Ended",
            Scene.connected().then(vanishes("b1")),
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
            Scene.groupRinging(),
            declines("b1"),
            CallState.RINGING,
            "ParticipantDeclined"),
        arrow(
            "Ringing [group, one declined] -> DeclineCall [the other] -> Declined",
            Scene.groupRinging().then(declines("b1")),
            declines("c1"),
            CallState.DECLINED,
            "ParticipantDeclined",
            "CallEnded"),
        arrow(
            "Ringing [group] -> AnswerCall [first] -> Connected",
            Scene.groupRinging(),
            answers("b1"),
            CallState.CONNECTED,
            "ParticipantJoined",
            "CallConnected"),
        arrow(
            "Connected [group] -> EndCall [one of three] -> Connected",
            Scene.groupConnected(),
            ends("b1"),
            CallState.CONNECTED,
            "ParticipantLeft"),
        arrow(
            "Connected [group] -> EndCall [forEveryone, initiator] -> Ended",
            Scene.groupConnected(),
            endsForEveryone("a1"),
            CallState.ENDED,
            "ParticipantLeft",
            "CallEnded"),
        refused(
            "Connected [group] -> EndCall [forEveryone, another] -> Connected",
            Scene.groupConnected(),
            endsForEveryone("b1"),
            Rejection.INVALID_STATE),
        due(
            "Connected [group, one rings] -> DeadlineReached [ring] -> Connected",
            Scene.groupRinging().then(answers("b1")),
            Deadline.Kind.RING,
            CallState.CONNECTED,
            "ParticipantMissed"),
        arrow(
            "Connected [group, one left] -> JoinCall -> Connected",
            Scene.groupConnected().then(ends("b1")),
            joins("b2"),
            CallState.CONNECTED,
            "ParticipantJoined"));
  }

  @TestFactory
  Stream<DynamicTest> whatIsOverStaysOver() {
    List<Scene> over =
        List.of(
            Scene.connected().then(ends("a1")),
            Scene.ringing().due(Deadline.Kind.RING),
            Scene.ringing().then(declines("b1")),
            Scene.ringing().then(ends("a1")));
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
                            new Deadline(Deadline.Kind.FORGET, null, Scene.START.plusSeconds(400))),
                        Rejection.STALE)));
  }
}
