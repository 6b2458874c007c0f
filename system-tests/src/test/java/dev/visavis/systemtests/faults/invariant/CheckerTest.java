package dev.visavis.systemtests.faults.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Timestamp;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.CallType;
import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.UserInfo;
import dev.visavis.proto.v1.events.CallConnected;
import dev.visavis.proto.v1.events.CallEnded;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.CallInitiated;
import dev.visavis.proto.v1.events.InvitedUser;
import dev.visavis.proto.v1.events.ParticipantJoined;
import dev.visavis.systemtests.faults.evidence.CallAttempt;
import dev.visavis.systemtests.faults.evidence.CallAttempt.Plan;
import dev.visavis.systemtests.faults.evidence.Evidence;
import dev.visavis.systemtests.faults.evidence.JournalEntry;
import dev.visavis.systemtests.faults.evidence.JournalEntry.Kind;
import dev.visavis.systemtests.support.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A correct call violates no invariant. Each fault that is planted into it violates the invariant
/// that should detect it.
class CheckerTest {
  private static final String CALL = "c";

  private final List<JournalEntry> journal = new ArrayList<>();
  private final List<CallEvent> log = new ArrayList<>();
  private final List<CallAttempt> rounds = new ArrayList<>();
  private final ObjectNode row =
      Json.object(
          "state", "ended",
          "created_at", "1970-01-01T00:00:01.000Z",
          "connected_at", "1970-01-01T00:00:02.000Z",
          "ended_at", "1970-01-01T00:00:03.000Z",
          "end_reason", "ended",
          "kind", "direct",
          "call_type", "video",
          "participant_state", "left",
          "participants_count", "2");
  private final Map<String, Integer> missed = new HashMap<>(Map.of("alice", 0, "bob", 0));

  CheckerTest() {
    see("alice", "laptop", Kind.SENT, "initiate_call", "initiate_call-1", "");
    see("alice", "laptop", Kind.RECEIVED, "call_initiated", "initiate_call-1", "");
    see("bob", "phone", Kind.RECEIVED, "ring", "", "");
    see("bob", "tablet", Kind.RECEIVED, "ring", "", "");
    see("bob", "phone", Kind.SENT, "answer_call", "answer_call-1", "");
    see("bob", "tablet", Kind.RECEIVED, "call_ended", "", "answered_elsewhere");
    see("bob", "phone", Kind.RECEIVED, "call_state", "answer_call-1", "joined/connected");
    see("alice", "laptop", Kind.SENT, "ice_candidate", "", "candidate:a 0");
    see("alice", "laptop", Kind.SENT, "ice_candidate", "", "candidate:a 1");
    see("bob", "phone", Kind.RECEIVED, "ice_candidate", "", "candidate:a 0");
    see("bob", "phone", Kind.RECEIVED, "ice_candidate", "", "candidate:a 1");
    see("alice", "laptop", Kind.SENT, "end_call", "end_call-1", "");
    see("alice", "laptop", Kind.RECEIVED, "call_ended", "end_call-1", "ended");
    see("bob", "phone", Kind.RECEIVED, "call_ended", "", "ended");
    var alice = UserInfo.newBuilder().setId("alice");
    fact(1, 0, e -> e.setCallInitiated(initiated(alice)));
    fact(2, 0, e -> e.setParticipantJoined(joined("phone")));
    fact(2, 1, e -> e.setCallConnected(CallConnected.getDefaultInstance()));
    fact(3, 0, e -> e.setCallEnded(ended()));
    rounds.add(new CallAttempt(CALL, Plan.ANSWER, 0, "ended"));
  }

  @Test
  void aCorrectCallViolatesNothing() {
    assertEquals(List.of(), broken());
  }

  @Test
  void repeatedEventsViolateNothing() {
    log.addAll(List.copyOf(log));
    assertEquals(List.of(), broken());
  }

  @Test
  void aMissingEventIsAGap() {
    log.remove(2);
    log.remove(1);
    assertBreaks("EventsWithoutGap");
  }

  @Test
  void aRepeatedEventThatDiffersIsAFork() {
    log.add(log.get(1).toBuilder().setParticipantJoined(joined("tablet")).build());
    assertBreaks("RepeatsAreIdentical");
  }

  @Test
  void aCallWithoutAnEndIsFound() {
    log.removeLast();
    assertBreaks("EveryCallEnds");
  }

  @Test
  void aDeviceThatGetsNoEndIsFound() {
    rounds.add(new CallAttempt("other", Plan.ANSWER, 0, "stuck: the caller got no call_ended"));
    assertBreaks("EveryCallEnds");
  }

  @Test
  void aSecondWinnerIsFound() {
    see("bob", "tablet", Kind.RECEIVED, "call_state", "", "joined/connected");
    assertBreaks("OneWinnerPerCallee");
  }

  @Test
  void differentEndReasonsAreFound() {
    see("bob", "phone", Kind.RECEIVED, "call_ended", "", "missed");
    assertBreaks("BothSidesHearTheSameEnd");
  }

  @Test
  void aRingAfterTheEndIsFound() {
    see("bob", "tablet", Kind.RECEIVED, "ring", "", "");
    assertBreaks("NobodyRingsAfterTheEnd");
    assertBreaks("NobodyIsRungTwice");
  }

  @Test
  void aCommandWithoutAReplyIsFound() {
    see("alice", "laptop", Kind.SENT, "end_call", "end_call-2", "");
    assertBreaks("EveryCommandIsAnswered");
  }

  @Test
  void aLostAnswerIsFound() {
    log.set(1, log.get(1).toBuilder().setParticipantJoined(joined("tablet")).build());
    assertBreaks("NothingAcknowledgedIsLost");
  }

  @Test
  void aForgottenCallIsFound() {
    see("alice", "laptop", Kind.RECEIVED, "error", "end_call-1", "CALL_NOT_FOUND");
    assertBreaks("NothingAcknowledgedIsLost");
  }

  @Test
  void aRepeatedCandidateIsFound() {
    see("bob", "phone", Kind.RECEIVED, "ice_candidate", "", "candidate:a 0");
    assertBreaks("RelayedOnceInOrder");
  }

  @Test
  void aLostCandidateIsFound() {
    see("alice", "laptop", Kind.SENT, "ice_candidate", "", "candidate:a 2");
    assertBreaks("NothingRelayedIsLost");
  }

  @Test
  void aDifferentHistoryIsFound() {
    row.put("ended_at", "1970-01-01T00:00:04.000Z");
    assertBreaks("HistoryEqualsLog");
  }

  @Test
  void aWrongParticipantStateInTheHistoryIsFound() {
    row.put("participant_state", "missed");
    assertBreaks("HistoryEqualsLog");
  }

  @Test
  void aWrongNumberOfMissedCallsIsFound() {
    missed.put("bob", 1);
    assertBreaks("MissedCallsEqualLog");
  }

  @ParameterizedTest
  @ValueSource(strings = {"peer_lost", "unavailable"})
  void aCallThatDidNotEndAsPlannedIsFound(String result) {
    rounds.add(new CallAttempt("other", Plan.ANSWER, 0, result));
    assertEquals(List.of("EveryCallIsAsPlanned"), broken());
  }

  private void assertBreaks(String invariant) {
    assertTrue(broken().contains(invariant), () -> "broken: " + broken());
  }

  private List<String> broken() {
    var histories = Map.of("alice", rowOf("outgoing", "bob"), "bob", rowOf("incoming", "alice"));
    var evidence = new Evidence(journal, Map.of(CALL, log), histories, missed, rounds);
    return Stream.concat(Invariant.ALL.stream(), Stream.of(Invariant.EVERY_CALL_IS_AS_PLANNED))
        .filter(invariant -> !invariant.violations().apply(evidence).isEmpty())
        .map(Invariant::name)
        .toList();
  }

  private Map<String, JsonNode> rowOf(String direction, String other) {
    ObjectNode theirs = row.deepCopy();
    theirs.put("direction", direction).putObject("other_party").put("id", other);
    return Map.of(CALL, theirs);
  }

  private void see(
      String user, String device, Kind kind, String type, String requestId, String detail) {
    journal.add(
        new JournalEntry(journal.size(), user, device, 1, kind, type, CALL, requestId, detail));
  }

  private void fact(int version, int index, Consumer<CallEvent.Builder> what) {
    CallEvent.Builder event =
        CallEvent.newBuilder()
            .setEventId("%s:%d:%d".formatted(CALL, version, index))
            .setCallId(CALL)
            .setVersion(version)
            .setIndex(index)
            .setOccurredAt(Timestamp.newBuilder().setSeconds(version));
    what.accept(event);
    log.add(event.build());
  }

  private static CallInitiated.Builder initiated(UserInfo.Builder alice) {
    return CallInitiated.newBuilder()
        .setInitiator(alice)
        .setKind(CallKind.CALL_KIND_DIRECT)
        .setCallType(CallType.CALL_TYPE_VIDEO)
        .addInvited(InvitedUser.newBuilder().setUser(UserInfo.newBuilder().setId("bob")));
  }

  private static ParticipantJoined joined(String device) {
    return ParticipantJoined.newBuilder().setUserId("bob").setDeviceId(device).build();
  }

  private static CallEnded ended() {
    return CallEnded.newBuilder()
        .setState(CallState.CALL_STATE_ENDED)
        .setReason(EndReason.END_REASON_ENDED)
        .addUserIds("alice")
        .addUserIds("bob")
        .build();
  }
}
