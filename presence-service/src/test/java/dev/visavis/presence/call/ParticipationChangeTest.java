package dev.visavis.presence.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.presence.TestEvents;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.ParticipantDeclined;
import dev.visavis.proto.v1.events.ParticipantLeft;
import dev.visavis.proto.v1.events.ParticipantMissed;
import dev.visavis.proto.v1.events.ParticipantMoved;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParticipationChangeTest {
  @Test
  void aCallStartsWithItsCallerJoinedAndItsCalleeRinging() {
    assertEquals(
        List.of(
            new ParticipationChange("alice", "joined:desk", "bob"),
            new ParticipationChange("bob", "ringing", "")),
        ParticipationChange.of(TestEvents.initiated("c", "alice", "bob")));
  }

  @Test
  void aUserWhoBlocksTheCallerDoesNotParticipate() {
    CallEvent event =
        TestEvents.initiated("c", "alice", TestEvents.invited("bob").setBlocksCaller(true).build());
    assertEquals(
        List.of(new ParticipationChange("alice", "joined:desk", "bob")),
        ParticipationChange.of(event));
  }

  @Test
  void joiningAndMovingNameTheDevice() {
    assertEquals(
        List.of(new ParticipationChange("bob", "joined:phone", "")),
        ParticipationChange.of(TestEvents.joined("c", 2, "bob", "phone")));
    CallEvent moved =
        CallEvent.newBuilder()
            .setParticipantMoved(
                ParticipantMoved.newBuilder()
                    .setUserId("bob")
                    .setFromDeviceId("phone")
                    .setToDeviceId("tablet"))
            .build();
    assertEquals(
        List.of(new ParticipationChange("bob", "joined:tablet", "")),
        ParticipationChange.of(moved));
  }

  @Test
  void leavingDecliningAndMissingEndAParticipation() {
    CallEvent.Builder event = CallEvent.newBuilder();
    List<CallEvent> ends =
        List.of(
            event.setParticipantLeft(ParticipantLeft.newBuilder().setUserId("bob")).build(),
            event.setParticipantDeclined(ParticipantDeclined.newBuilder().setUserId("bob")).build(),
            event.setParticipantMissed(ParticipantMissed.newBuilder().setUserId("bob")).build());
    for (CallEvent end : ends) {
      assertEquals(List.of(new ParticipationChange("bob", "", "")), ParticipationChange.of(end));
    }
  }

  @Test
  void theEndOfTheCallEndsEveryParticipation() {
    assertEquals(
        List.of(new ParticipationChange("alice", "", ""), new ParticipationChange("bob", "", "")),
        ParticipationChange.of(TestEvents.ended("c", 3, "alice", "bob")));
  }
}
