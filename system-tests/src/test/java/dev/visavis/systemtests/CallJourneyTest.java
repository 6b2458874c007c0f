package dev.visavis.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.visavis.systemtests.support.Device;
import dev.visavis.systemtests.support.Json;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Sdp;
import dev.visavis.systemtests.support.Stack;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Calls between two users, as their devices and their history show them.
class CallJourneyTest {
  private final Stack stack = Stack.shared();
  private final Person alice = Person.signUp(stack, "Alice");
  private final Person bob = Person.signUp(stack, "Bob");

  @Test
  void aCallRingsBothDevicesUntilOneAnswersAndIsInBothHistories() {
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    Device tablet = bob.deviceAwayFrom(phone, "tablet");

    JsonNode reply = laptop.initiate(bob, "video", "key-1");
    String callId = reply.path("callId").asText();
    assertEquals("ringing", reply.at("/payload/state").asText());
    assertEquals(2, reply.at("/payload/ringingDevices").asInt());
    assertFalse(reply.at("/payload/duplicate").asBoolean(true));
    for (Device ringing : List.of(phone, tablet)) {
      JsonNode ring = ringing.await("ring", callId);
      assertEquals(alice.id(), ring.at("/payload/caller/id").asText());
      assertEquals("Alice", ring.at("/payload/caller/name").asText());
      assertEquals("video", ring.at("/payload/callType").asText());
      assertFalse(ring.at("/payload/callWaiting").asBoolean(true));
      int left = ring.at("/payload/expiresInMs").asInt();
      assertTrue(left > 0 && left <= Stack.RING_TIMEOUT.toMillis(), () -> ring.toString());
    }

    phone.send("ringing", callId);
    assertEquals(bob.id(), laptop.await("ringing", callId).at("/payload/userId").asText());

    tablet.send("answer_call", callId, Sdp.OFFER);
    phone.awaitEnd(callId, "answered_elsewhere");
    JsonNode answered = laptop.await("call_answered", callId);
    assertEquals(Sdp.OFFER.path("sdp"), answered.at("/payload/sdp"));
    assertEquals(bob.id(), answered.at("/payload/by/userId").asText());
    JsonNode joined =
        tablet.await("call_state", m -> m.at("/payload/thisDevice").asText().equals("joined"));
    assertEquals("connected", joined.at("/payload/state").asText());

    laptop.send("answer", callId, Sdp.ANSWER);
    JsonNode relayed = tablet.await("answer", callId);
    assertEquals(Sdp.ANSWER.path("sdp"), relayed.at("/payload/sdp"));
    assertEquals(alice.id(), relayed.at("/payload/from").asText());
    assertTrue(relayed.hasNonNull("id"), "a relayed signal has an id");

    laptop.send("end_call", callId);
    for (Device inCall : List.of(laptop, tablet)) {
      assertTrue(inCall.awaitEnd(callId, "ended").at("/payload/durationSeconds").isInt());
    }

    JsonNode outgoing = alice.historyRow(callId, "ended");
    assertEquals("outgoing", outgoing.path("direction").asText());
    assertEquals(bob.id(), outgoing.at("/other_party/id").asText());
    assertEquals("Bob", outgoing.at("/other_party/name").asText());
    assertEquals("video", outgoing.path("call_type").asText());
    assertTrue(outgoing.path("duration_seconds").isInt());
    JsonNode incoming = bob.historyRow(callId, "ended");
    assertEquals("incoming", incoming.path("direction").asText());
    assertEquals("Alice", incoming.at("/other_party/name").asText());
    JsonNode details = bob.getJson("/api/calls/" + callId);
    assertEquals(2, details.path("participants").size());
  }

  @Test
  void candidatesArriveOnceAndInOrderEvenIfSentBeforeTheAnswer() {
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    for (int i = 0; i < 3; i++) {
      laptop.send("ice_candidate", callId, candidate(i));
    }
    laptop.send("ice_candidate", callId, candidate(1));
    phone.send("answer_call", callId, Sdp.OFFER);
    laptop.await("call_answered", callId);
    laptop.send("ice_candidate", callId, candidate(3));
    laptop.send("ice_candidate", callId, Json.object("candidate", null));
    for (int i = 0; i < 4; i++) {
      JsonNode relayed = phone.await("ice_candidate", callId);
      assertEquals(candidate(i).path("candidate"), relayed.at("/payload/candidate"));
    }
    assertTrue(phone.await("ice_candidate", callId).at("/payload/candidate").isNull());
    assertEquals(0, phone.count("ice_candidate", callId));
  }

  @Test
  void thePeerGetsTheMediaState() {
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    String callId = connect(laptop, phone);
    phone.send("media_state", callId, Json.object("audio", false, "video", true, "screen", false));
    JsonNode first = laptop.await("media_state", callId);
    assertEquals(bob.id(), first.at("/payload/from").asText());
    assertFalse(first.at("/payload/audio").asBoolean(true));
    assertTrue(first.at("/payload/video").asBoolean());

    phone.send("media_state", callId, Json.object("audio", true));
    JsonNode later = laptop.await("media_state", callId);
    assertTrue(later.at("/payload/audio").asBoolean());
    assertTrue(later.at("/payload/video").asBoolean(), "an omitted field has changed");
  }

  @Test
  void anEndToEndKeyArrivesUnchanged() {
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    String callId = connect(laptop, phone);
    String key = "{\"epoch\":9007199254740993,\"ratio\":1.0,\"key\":\"qk3P\"}";
    laptop.sendText("{\"type\":\"e2ee\",\"callId\":\"%s\",\"payload\":%s}".formatted(callId, key));
    JsonNode relayed = phone.await("e2ee", callId).path("payload");
    assertEquals("9007199254740993", relayed.path("epoch").asText());
    assertEquals("1.0", relayed.path("ratio").asText());
    assertEquals("qk3P", relayed.path("key").asText());
  }

  @Test
  void aDeclineStopsAllDevicesOfTheUserAndIsInBothHistories() {
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    Device tablet = bob.device("tablet");
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    tablet.await("ring", callId);
    phone.send("decline_call", callId);
    laptop.awaitEnd(callId, "declined");
    tablet.awaitEnd(callId, "declined_elsewhere");
    assertEquals("outgoing", alice.historyRow(callId, "declined").path("direction").asText());
    assertTrue(bob.historyRow(callId, "declined").path("duration_seconds").isNull());
  }

  @Test
  void aCancelledCallStopsRinging() {
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    laptop.send("end_call", callId);
    phone.awaitEnd(callId, "cancelled");
    laptop.awaitEnd(callId, "cancelled");
    phone.send("answer_call", callId, Sdp.OFFER);
    phone.awaitError("CALL_UNAVAILABLE");
    assertEquals("incoming", bob.historyRow(callId, "cancelled").path("direction").asText());
  }

  @Test
  void aCallThatNobodyAnswersIsMissed() {
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    String callId = laptop.initiate(bob, "audio", "k").path("callId").asText();
    phone.await("ring", callId);
    laptop.awaitEnd(callId, "no_answer");
    phone.awaitEnd(callId, "missed");
    assertEquals("audio", bob.historyRow(callId, "missed").path("call_type").asText());
  }

  @Test
  void closingThePageCancelsTheCallAndReloadingItDoesNot() {
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    String closed = laptop.initiate(bob);
    phone.await("ring", closed);
    laptop.closePage();
    phone.awaitEnd(closed, "cancelled");
    assertEquals("outgoing", alice.historyRow(closed, "cancelled").path("direction").asText());
    assertEquals("incoming", bob.historyRow(closed, "cancelled").path("direction").asText());

    Device page = alice.device("laptop");
    String reloaded = page.initiate(bob);
    phone.await("ring", reloaded);
    page.closePage();
    Device next = alice.device("laptop");
    phone.awaitEnd(reloaded, "missed");
    next.awaitEnd(reloaded, "no_answer");
  }

  @Test
  void aCalleeWithoutADeviceIsUnavailableAndHasAMissedCall() {
    Device laptop = alice.device("laptop");
    String callId = laptop.initiate(bob);
    laptop.awaitEnd(callId, "unavailable");
    assertEquals("incoming", bob.historyRow(callId, "missed").path("direction").asText());
  }

  @Test
  void aCallToAConnectedUserIsACallWaiting() {
    Person carol = Person.signUp(stack, "Carol");
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    Device desktop = carol.device("desktop");
    for (int round = 0; round < 5; round++) {
      String connected = connect(laptop, phone);
      String waiting = desktop.initiate(bob);
      assertTrue(
          phone.await("ring", waiting).at("/payload/callWaiting").asBoolean(), "round " + round);
      desktop.send("end_call", waiting);
      phone.awaitEnd(waiting, "cancelled");
      laptop.send("end_call", connected);
      phone.awaitEnd(connected, "ended");
    }
  }

  @Test
  void repeatingTheKeyNamesTheSameCallAndRingsNobodyAgain() {
    Device laptop = alice.device("laptop");
    Device desktop = alice.deviceAwayFrom(laptop, "desktop");
    Device phone = bob.device("phone");
    String callId = laptop.initiate(bob, "video", "retry").path("callId").asText();
    phone.await("ring", callId);
    for (Device again : List.of(laptop, desktop)) {
      JsonNode reply = again.initiate(bob, "video", "retry");
      assertEquals(callId, reply.path("callId").asText());
      assertTrue(reply.at("/payload/duplicate").asBoolean());
    }
    assertEquals(0, phone.count("ring", callId));
    String other = laptop.initiate(bob, "video", "another").path("callId").asText();
    assertNotEquals(callId, other);
  }

  @Test
  void aDeviceThatComesOnlineRingsToo() {
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    Device late = bob.device("late");
    late.await("ring", callId);
    late.send("answer_call", callId, Sdp.OFFER);
    phone.awaitEnd(callId, "answered_elsewhere");
    laptop.await("call_answered", callId);
  }

  @Test
  void syncReturnsTheStateToParticipantsOnly() {
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    String callId = connect(laptop, phone);
    Person eve = Person.signUp(stack, "Eve");
    Device outsider = eve.device("outsider");
    for (String type : List.of("sync", "end_call", "answer_call", "decline_call")) {
      outsider.send(type, callId);
      assertEquals(callId, outsider.awaitError("CALL_NOT_FOUND").path("callId").asText());
    }
    assertEquals(404, eve.get("/api/calls/" + callId).statusCode());
    laptop.send("sync", callId);
    JsonNode state = laptop.await("call_state", m -> sentTo(m, "connected"));
    assertEquals("direct", state.at("/payload/kind").asText());
    assertEquals("p2p", state.at("/payload/topology").asText());
    assertEquals(2, state.at("/payload/participants").size());
  }

  private static boolean sentTo(JsonNode message, String state) {
    return message.at("/payload/state").asText().equals(state);
  }

  private String connect(Device laptop, Device phone) {
    String callId =
        laptop.initiate(bob, "video", UUID.randomUUID().toString()).path("callId").asText();
    phone.await("ring", callId);
    phone.send("answer_call", callId, Sdp.OFFER);
    laptop.await("call_answered", callId);
    return callId;
  }

  private static ObjectNode candidate(int n) {
    return Json.object(
        "candidate",
        Json.object(
            "candidate",
            "candidate:" + n + " 1 udp 2122260223 192.0.2.1 5000" + n + " typ host",
            "sdpMid",
            "0",
            "sdpMLineIndex",
            0,
            "usernameFragment",
            "uf"));
  }
}
