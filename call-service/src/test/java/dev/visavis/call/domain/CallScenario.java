package dev.visavis.call.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.call.domain.decision.CallCommand;
import dev.visavis.call.domain.decision.CallDecider;
import dev.visavis.call.domain.decision.CallRules;
import dev.visavis.call.domain.decision.Decision;
import dev.visavis.call.domain.notice.Notice;
import dev.visavis.call.domain.notice.Notices;
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.CallEvent;
import dev.visavis.call.domain.state.CallEvolver;
import dev.visavis.call.domain.state.Invariants;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.Deadline;
import dev.visavis.call.domain.value.Rejection;
import dev.visavis.call.domain.value.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A call and the actions of its users, one second apart.
final class CallScenario {
  static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

  private final CallDecider decider = new CallDecider(CallRules.STANDARD);
  private Call call = Call.none("call-1");
  private Instant now = START;
  private List<CallEvent> events = List.of();
  private List<Notice> notices = List.of();
  private @Nullable Rejection refusal;

  static CallScenario opening(People.Act... acts) {
    CallScenario scene = new CallScenario();
    for (People.Act act : acts) {
      scene.then(act);
    }
    return scene;
  }

  /// Starts with an existing call.
  static CallScenario of(Call call) {
    CallScenario scene = new CallScenario();
    scene.call = call;
    scene.now = START.plusSeconds(60);
    return scene;
  }

  /// Alice calls Bob, whose two devices ring.
  static CallScenario ringing() {
    return opening(People.places("a1", People.callee("bob", "b1", "b2")));
  }

  /// Alice and Bob are connected.
  static CallScenario connected() {
    return ringing().then(People.answers("b1"));
  }

  /// Alice calls Bob and Carol, whose devices ring.
  static CallScenario groupRinging() {
    return opening(
        People.places("a1", People.callee("bob", "b1", "b2"), People.callee("carol", "c1")));
  }

  /// Alice, Bob and Carol are connected.
  static CallScenario groupConnected() {
    return groupRinging().then(People.answers("b1")).then(People.answers("c1"));
  }

  /// Alice, Bob, Carol and Dave talk.
  static CallScenario fourTalking() {
    return opening(
            People.places(
                "a1",
                People.callee("bob", "b1"),
                People.callee("carol", "c1"),
                People.callee("dave", "d1")))
        .then(People.answers("b1"))
        .then(People.answers("c1"))
        .then(People.answers("d1"));
  }

  /// Alice rings four, and the call has a room on the SFU.
  static CallScenario fiveRinging() {
    return opening(
        People.places(
            "a1",
            People.callee("bob", "b1"),
            People.callee("carol", "c1"),
            People.callee("dave", "d1"),
            People.callee("erin", "e1")),
        People.hasRoom(1));
  }

  static CallScenario fiveTalking() {
    return fiveRinging()
        .then(People.answers("b1"))
        .then(People.answers("c1"))
        .then(People.answers("d1"))
        .then(People.answers("e1"));
  }

  CallScenario then(People.Act act) {
    now = now.plusSeconds(1);
    CallCommand command = act.apply(now);
    now = command.at().isAfter(now) ? command.at() : now;
    Call before = call;
    switch (decider.decide(before, command)) {
      case Decision.Accepted accepted -> {
        events = accepted.events();
        call = CallEvolver.evolve(before, events);
        refusal = null;
        notices = Notices.of(before, events, call, command);
      }
      case Decision.Rejected rejected -> {
        events = List.of();
        refusal = rejected.reason();
        notices = Notices.ofRejection(before, command, rejected.reason());
      }
    }
    Invariants.check(call);
    return this;
  }

  /// Lets the next deadline of this kind pass.
  CallScenario due(Deadline.Kind kind) {
    return then(People.reaches(deadline(kind)));
  }

  Deadline deadline(Deadline.Kind kind) {
    return call.deadlines().stream().filter(d -> d.kind() == kind).findFirst().orElseThrow();
  }

  Call call() {
    return call;
  }

  List<CallEvent> events() {
    return events;
  }

  List<Notice> notices() {
    return notices;
  }

  @Nullable Rejection refusal() {
    return refusal;
  }

  CallState state() {
    return call.state();
  }

  Participant participant(String userId) {
    Participant participant = call.participant(userId);
    if (participant == null) {
      throw new AssertionError(userId + " is not a participant");
    }
    return participant;
  }

  /// The messages that the latest action sends to a device, in order.
  List<Message> told(String device) {
    List<Message> messages = new ArrayList<>();
    for (Notice notice : notices) {
      if (notice.to().deviceId().equals(device)) {
        messages.add(notice.message());
      }
    }
    return messages;
  }

  /// The routes of the peers, in the first message to the device's gateway that contains them.
  List<Route> peersTold(String device) {
    return told(device).stream()
        .flatMap(
            message ->
                switch (message) {
                  case Message.CallStateUpdate state -> Stream.of(state.peers());
                  case Message.PeersUpdate peers -> Stream.of(peers.state().peers());
                  case Message other -> Stream.of();
                })
        .findFirst()
        .orElseThrow();
  }

  /// The messages of the latest action in short, such as `b1 call_ended answered_elsewhere`, in the
  /// order in which they are sent.
  List<String> heard() {
    return notices.stream().map(notice -> notice.to().deviceId() + " " + brief(notice)).toList();
  }

  private static String brief(Notice notice) {
    return switch (notice.message()) {
      case Message.CallEnded e -> "call_ended " + lower(e.reason());
      case Message.CallStateUpdate s ->
          "call_state " + lower(s.call().state()) + " " + lower(s.role());
      case Message.Ring r -> r.transfer() ? "ring transfer" : "ring";
      case Message.Ringing r -> "ringing " + r.userId();
      case Message.CallInitiated i ->
          "call_initiated "
              + lower(i.state())
              + " "
              + i.ringingDevices()
              + (i.duplicate() ? " duplicate" : "");
      case Message.PeersUpdate p -> "peers";
      case Message.TransferEnded t -> "transfer_ended " + t.toDeviceId() + " " + lower(t.reason());
      case Message.CallElsewhere e -> "call_elsewhere " + lower(e.state());
      case Message.ErrorReply r -> "error " + r.reason();
      case Message.RegisteredCall r ->
          r.call() == null
              ? "registered_call over"
              : "registered_call " + lower(r.role()) + (r.resumed() ? " resumed" : " not resumed");
      case Message.Relayed r -> lower(r.signal().kind()) + " from " + r.fromUserId();
      case Message.RelayedToSfu r ->
          lower(r.relayed().signal().kind()) + " of " + r.sender().deviceId();
      case Message.CallAnswered a -> "call_answered by " + a.byUserId();
      case Message.ParticipantMoved m -> "participant_moved " + m.userId();
      case Message.MediaStateUpdate m -> "media_state from " + m.fromUserId();
      case Message.RelayBarrier b -> "barrier of " + b.from().deviceId();
      case Message.RelayOpened o -> "opened " + o.barrierId();
    };
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT);
  }

  /// The names of the public events of the latest action.
  List<String> facts() {
    return events.stream()
        .filter(event -> event instanceof CallEvent.PublicEvent)
        .map(event -> event.getClass().getSimpleName())
        .toList();
  }

  CallScenario assertHeard(String... expected) {
    assertEquals(List.of(expected), heard());
    return this;
  }
}
