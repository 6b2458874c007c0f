package dev.visavis.history.projection;

import static dev.visavis.proto.v1.CallKind.CALL_KIND_GROUP;
import static dev.visavis.proto.v1.CallState.CALL_STATE_CANCELLED;
import static dev.visavis.proto.v1.CallState.CALL_STATE_CONNECTED;
import static dev.visavis.proto.v1.CallState.CALL_STATE_DECLINED;
import static dev.visavis.proto.v1.CallState.CALL_STATE_ENDED;
import static dev.visavis.proto.v1.CallState.CALL_STATE_MISSED;
import static dev.visavis.proto.v1.CallState.CALL_STATE_RINGING;
import static dev.visavis.proto.v1.EndReason.END_REASON_CANCELLED;
import static dev.visavis.proto.v1.EndReason.END_REASON_DECLINED;
import static dev.visavis.proto.v1.EndReason.END_REASON_ENDED;
import static dev.visavis.proto.v1.EndReason.END_REASON_NO_ANSWER;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_DECLINED;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_JOINED;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_LEFT;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_MISSED;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_RECONNECTING;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_RINGING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.history.EventSequence;
import dev.visavis.history.EventSequence.Person;
import dev.visavis.proto.v1.events.CallEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallFoldTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Person alice = Person.named("alice");
  private final Person bob = Person.named("bob");
  private final Person carol = Person.named("carol");

  @Test
  void inARingingCallTheCallerIsJoinedAndTheCalleeIsRinging() {
    EventSequence story = EventSequence.call(alice, bob);
    CallRecord call = fold(story);

    assertEquals(CALL_STATE_RINGING, call.state());
    assertEquals(story.start, call.createdAt());
    assertEquals(PARTICIPANT_STATE_JOINED, call.participant(alice.id()).state());
    assertEquals("alice-phone", call.participant(alice.id()).deviceId());
    assertEquals(PARTICIPANT_STATE_RINGING, call.participant(bob.id()).state());
    assertNull(call.participant(bob.id()).deviceId());
  }

  @Test
  void bothHaveLeftAnAnsweredCallThatEnds() {
    EventSequence story =
        EventSequence.call(alice, bob)
            .after(SECOND)
            .answers(bob)
            .after(Duration.ofSeconds(60))
            .ends(CALL_STATE_ENDED, END_REASON_ENDED);
    CallRecord call = fold(story);

    assertEquals(CALL_STATE_ENDED, call.state());
    assertEquals(END_REASON_ENDED, call.endReason());
    assertEquals("bob-phone", call.answeredBy());
    assertEquals(story.start.plusSeconds(1), call.connectedAt());
    assertEquals(story.start.plusSeconds(61), call.endedAt());
    ParticipantRecord callee = call.participant(bob.id());
    assertEquals(PARTICIPANT_STATE_LEFT, callee.state());
    assertEquals(story.start.plusSeconds(1), callee.joinedAt());
    assertEquals(story.start.plusSeconds(61), callee.leftAt());
    assertEquals(PARTICIPANT_STATE_LEFT, call.participant(alice.id()).state());
  }

  @Test
  void aParticipantWhoLeftBeforeTheEndKeepsTheTimeOfLeaving() {
    EventSequence story =
        EventSequence.call(alice, bob, carol)
            .answers(bob)
            .joins(carol)
            .after(SECOND)
            .leaves(carol)
            .after(SECOND)
            .ends(CALL_STATE_ENDED, END_REASON_ENDED);

    assertEquals(story.start.plusSeconds(1), fold(story).participant(carol.id()).leftAt());
  }

  @Test
  void aDeclinedCallIsDeclinedForTheCallee() {
    EventSequence story =
        EventSequence.call(alice, bob)
            .declines(bob)
            .thenEnds(CALL_STATE_DECLINED, END_REASON_DECLINED);
    CallRecord call = fold(story);

    assertEquals(CALL_STATE_DECLINED, call.state());
    assertEquals(PARTICIPANT_STATE_DECLINED, call.participant(bob.id()).state());
    assertNull(call.connectedAt());
  }

  @Test
  void aCancelledCallIsMissedByTheCallee() {
    CallRecord call =
        fold(EventSequence.call(alice, bob).ends(CALL_STATE_CANCELLED, END_REASON_CANCELLED));

    assertEquals(CALL_STATE_CANCELLED, call.state());
    assertEquals(PARTICIPANT_STATE_MISSED, call.participant(bob.id()).state());
  }

  @Test
  void aCallThatNobodyAnswersIsMissed() {
    CallRecord call =
        fold(EventSequence.call(alice, bob).ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER));

    assertEquals(CALL_STATE_MISSED, call.state());
    assertEquals(PARTICIPANT_STATE_MISSED, call.participant(bob.id()).state());
    assertEquals(PARTICIPANT_STATE_LEFT, call.participant(alice.id()).state());
  }

  @Test
  void aReconnectKeepsTheTimeOfJoining() {
    EventSequence story = EventSequence.call(alice, bob).answers(bob).after(SECOND).reconnects(bob);
    assertEquals(PARTICIPANT_STATE_RECONNECTING, fold(story).participant(bob.id()).state());

    ParticipantRecord back = fold(story.after(SECOND).joins(bob)).participant(bob.id());
    assertEquals(PARTICIPANT_STATE_JOINED, back.state());
    assertEquals(story.start, back.joinedAt());
  }

  @Test
  void joiningAgainSetsTheTimeOfJoining() {
    EventSequence story =
        EventSequence.call(alice, bob, carol)
            .answers(bob)
            .joins(carol)
            .leaves(bob)
            .after(SECOND)
            .joins(bob);
    ParticipantRecord again = fold(story).participant(bob.id());

    assertEquals(story.start.plusSeconds(1), again.joinedAt());
    assertNull(again.leftAt());
  }

  @Test
  void aHandOffChangesTheDevice() {
    EventSequence story = EventSequence.call(alice, bob).answers(bob).moves(bob, "bob-laptop");

    assertEquals("bob-laptop", fold(story).participant(bob.id()).deviceId());
    assertEquals("bob-phone", fold(story).answeredBy());
  }

  /// Seed 1488 of the simulation.
  @Test
  void aHandOffFromADisconnectedDeviceEndsTheReconnecting() {
    EventSequence story =
        EventSequence.call(alice, bob).answers(bob).reconnects(bob).moves(bob, "bob-laptop");

    assertEquals(PARTICIPANT_STATE_JOINED, fold(story).participant(bob.id()).state());
  }

  @Test
  void anInvitationMakesAGroup() {
    CallRecord call = fold(EventSequence.call(alice, bob).answers(bob).invites(bob, carol));

    assertEquals(CALL_KIND_GROUP, call.kind());
    assertEquals(3, call.participants().size());
    assertEquals(2, call.participant(carol.id()).ordinal());
    assertEquals(PARTICIPANT_STATE_JOINED, call.participant(bob.id()).state());
  }

  @Test
  void aCalleeWhoBlocksTheCallerDoesNotSeeTheCall() {
    CallRecord call = fold(EventSequence.blockedCall(Instant.EPOCH, alice, bob));

    assertFalse(call.participant(bob.id()).visible());
    assertTrue(call.participant(alice.id()).visible());
  }

  @Test
  void theEndIsFinal() {
    EventSequence story =
        EventSequence.call(alice, bob)
            .ends(CALL_STATE_CANCELLED, END_REASON_CANCELLED)
            .after(SECOND)
            .ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER);

    assertEquals(CALL_STATE_CANCELLED, fold(story).state());
    assertEquals(story.start, fold(story).endedAt());
  }

  @Test
  void anEventThatWasAppliedBeforeChangesNothing() {
    List<CallEvent> events = EventSequence.call(alice, bob).answers(bob).events();
    CallRecord call = fold(null, events);

    for (CallEvent event : events) {
      assertSame(call, CallFold.apply(call, event));
    }
    assertEquals(CALL_STATE_CONNECTED, Objects.requireNonNull(call).state());
  }

  @Test
  void eventsOfACallWithoutItsFirstEventAreIgnored() {
    List<CallEvent> events = EventSequence.call(alice, bob).answers(bob).events();

    assertNull(fold(null, events.subList(1, events.size())));
  }

  @Test
  void anEventAboutANonParticipantIsRefused() {
    CallRecord call = fold(EventSequence.call(alice, bob));
    CallEvent about = EventSequence.call(alice, carol).joins(carol).events().getLast();

    assertThrows(IllegalArgumentException.class, () -> CallFold.apply(call, about));
  }

  private static CallRecord fold(EventSequence story) {
    return Objects.requireNonNull(fold(null, story.events()));
  }

  private static @Nullable CallRecord fold(@Nullable CallRecord call, List<CallEvent> events) {
    for (CallEvent event : events) {
      call = CallFold.apply(call, event);
    }
    return call;
  }
}
