package dev.visavis.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.visavis.proto.v1.events.CallConnected;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.ParticipantLeft;
import dev.visavis.proto.v1.events.ParticipantsInvited;
import org.junit.jupiter.api.Test;

class EventSubjectTest {
  @Test
  void anEventOfOneParticipantIsAboutTheirUser() {
    ParticipantLeft left = ParticipantLeft.newBuilder().setUserId("bob").setDeviceId("d").build();
    assertEquals(
        "bob", EventSubject.userId(CallEvent.newBuilder().setParticipantLeft(left).build()));
  }

  @Test
  void anEventOfTheWholeCallHasNoSubject() {
    ParticipantsInvited invited = ParticipantsInvited.newBuilder().setByUserId("alice").build();
    assertNull(
        EventSubject.userId(
            CallEvent.newBuilder().setCallConnected(CallConnected.getDefaultInstance()).build()));
    assertNull(EventSubject.userId(CallEvent.newBuilder().setParticipantsInvited(invited).build()));
    assertNull(EventSubject.userId(CallEvent.getDefaultInstance()));
  }
}
