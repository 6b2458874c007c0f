package dev.visavis.presence.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.presence.Facts;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.ParticipantDeclined;
import dev.visavis.proto.v1.events.ParticipantLeft;
import dev.visavis.proto.v1.events.ParticipantMissed;
import dev.visavis.proto.v1.events.ParticipantMoved;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartChangeTest {
  @Test
  void aCallBeginsWithItsCallerInItAndItsCalleeRinging() {
    assertEquals(
        List.of(
            new PartChange("alice", "joined:desk", "bob"), new PartChange("bob", "ringing", "")),
        PartChange.of(Facts.initiated("c", "alice", "bob")));
  }

  @Test
  void whoBlocksTheCallerHasNoPartInTheCall() {
    CallEvent event =
        Facts.initiated("c", "alice", Facts.invited("bob").setBlocksCaller(true).build());
    assertEquals(List.of(new PartChange("alice", "joined:desk", "bob")), PartChange.of(event));
  }

  @Test
  void joiningAndMovingNameTheDevice() {
    assertEquals(
        List.of(new PartChange("bob", "joined:phone", "")),
        PartChange.of(Facts.joined("c", 2, "bob", "phone")));
    CallEvent moved =
        CallEvent.newBuilder()
            .setParticipantMoved(
                ParticipantMoved.newBuilder()
                    .setUserId("bob")
                    .setFromDeviceId("phone")
                    .setToDeviceId("tablet"))
            .build();
    assertEquals(List.of(new PartChange("bob", "joined:tablet", "")), PartChange.of(moved));
  }

  @Test
  void leavingDecliningAndMissingEndAPart() {
    CallEvent.Builder event = CallEvent.newBuilder();
    List<CallEvent> ends =
        List.of(
            event.setParticipantLeft(ParticipantLeft.newBuilder().setUserId("bob")).build(),
            event.setParticipantDeclined(ParticipantDeclined.newBuilder().setUserId("bob")).build(),
            event.setParticipantMissed(ParticipantMissed.newBuilder().setUserId("bob")).build());
    for (CallEvent end : ends) {
      assertEquals(List.of(new PartChange("bob", "", "")), PartChange.of(end));
    }
  }

  @Test
  void theEndIsEverybodys() {
    assertEquals(
        List.of(new PartChange("alice", "", ""), new PartChange("bob", "", "")),
        PartChange.of(Facts.ended("c", 3, "alice", "bob")));
  }
}
