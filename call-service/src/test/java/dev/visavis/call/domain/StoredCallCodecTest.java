package dev.visavis.call.domain;

import static dev.visavis.call.domain.People.answers;
import static dev.visavis.call.domain.People.blocking;
import static dev.visavis.call.domain.People.blocks;
import static dev.visavis.call.domain.People.candidateOf;
import static dev.visavis.call.domain.People.closesThePage;
import static dev.visavis.call.domain.People.connects;
import static dev.visavis.call.domain.People.crashesWithItsGateway;
import static dev.visavis.call.domain.People.ends;
import static dev.visavis.call.domain.People.givesBack;
import static dev.visavis.call.domain.People.glare;
import static dev.visavis.call.domain.People.hasRoom;
import static dev.visavis.call.domain.People.offers;
import static dev.visavis.call.domain.People.places;
import static dev.visavis.call.domain.People.rings;
import static dev.visavis.call.domain.People.sendsCandidate;
import static dev.visavis.call.domain.People.signals;
import static dev.visavis.call.domain.People.takesTheName;
import static dev.visavis.call.domain.People.transfers;
import static dev.visavis.call.domain.People.vanishes;
import static dev.visavis.call.domain.People.vanishesUntold;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.call.codec.StoredCallCodec;
import dev.visavis.call.domain.value.Deadline;
import dev.visavis.call.domain.value.Signal;
import dev.visavis.call.store.StoredParticipant;
import dev.visavis.call.store.StoredState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A call that is written to the store and read again is unchanged.
class StoredCallCodecTest {
  @TestFactory
  Stream<DynamicTest> aStoredCallIsReadUnchanged() {
    return Stream.of(
            CallScenario.ringing().then(rings("b1")).then(sendsCandidate("a1", "early", null)),
            CallScenario.ringing().then(vanishes("b1")).then(vanishes("b2")),
            CallScenario.ringing().then(closesThePage("a1")),
            CallScenario.ringing().then(glare("call-0")),
            CallScenario.ringing().then(vanishes("a1")).then(answers("b1")),
            CallScenario.opening(places("a1", blocking("bob", "b1"))),
            CallScenario.ringing()
                .then(blocks("bob", "alice"))
                .then(takesTheName("alice", "Alicia")),
            CallScenario.connected()
                .then(crashesWithItsGateway("b1"))
                .then(offers("a1", null))
                .then(signals("a1", Signal.Kind.KEY, "key", null))
                .then(signals("a1", Signal.Kind.END_OF_CANDIDATES, "", null)),
            CallScenario.connected().then(transfers("b1", "b2")).then(answers("b2")),
            CallScenario.connected()
                .then(vanishes("a1"))
                .then(transfers("b1", "b2"))
                .then(answers("b2")),
            CallScenario.connected()
                .then(connects("b1", "b1-socket-2"))
                .then(givesBack("b1", "b1-socket-1", candidateOf("alice", "one"))),
            CallScenario.connected()
                .then(connects("b1", "b1-socket-2"))
                .then(connects("b1", "b1-socket-3"))
                .then(vanishesUntold("b1", "b1-socket-3")),
            CallScenario.connected().then(ends("a1")),
            CallScenario.groupConnected().then(ends("b1")),
            CallScenario.fourTalking(),
            CallScenario.fourTalking().due(Deadline.Kind.ROOM),
            CallScenario.fourTalking().due(Deadline.Kind.ROOM).due(Deadline.Kind.ROOM),
            CallScenario.fourTalking().then(ends("d1")),
            CallScenario.fourTalking().then(hasRoom(1)),
            CallScenario.fourTalking().then(hasRoom(1)).then(ends("d1")),
            CallScenario.fiveTalking(),
            CallScenario.groupConnected())
        .map(CallScenario::call)
        .map(
            call ->
                DynamicTest.dynamicTest(
                    call.state() + " of " + call.participants().size(),
                    () ->
                        assertEquals(
                            call, StoredCallCodec.read(call.id(), StoredCallCodec.write(call)))));
  }

  /// Calls stored by earlier versions: one stored the inviter also for joined participants, and
  /// those before it did not store the inviter.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCallOfAnEarlierVersionIsRead(boolean namesTheCaller) {
    for (CallScenario scene :
        List.of(
            CallScenario.groupRinging().then(answers("b1")).then(vanishes("b1")),
            CallScenario.groupRinging().then(vanishes("c1")).then(ends("a1")))) {
      StoredState.Builder stored = StoredCallCodec.write(scene.call()).toBuilder();
      for (StoredParticipant.Builder participant :
          stored.getParticipantsBuilderList().subList(1, stored.getParticipantsCount())) {
        if (namesTheCaller) {
          participant.setRingingUserId("alice");
        } else {
          participant.clearRingingUserId();
        }
      }
      assertEquals(scene.call(), StoredCallCodec.read(scene.call().id(), stored.build()));
    }
  }
}
