package dev.visavis.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.visavis.systemtests.support.Await;
import dev.visavis.systemtests.support.Device;
import dev.visavis.systemtests.support.Json;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Sdp;
import dev.visavis.systemtests.support.Stack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// In a group call, a callee who blocks the caller looks to the others like one who does not
/// answer: in messages, states, versions, times and their history.
class GroupBlockTest {
  private final Stack stack = Stack.shared();
  private final Person alice = Person.signUp(stack, "Alice");
  private final Person bob = Person.signUp(stack, "Bob");
  private final Person carol = Person.signUp(stack, "Carol");
  private final Person dave = Person.signUp(stack, "Dave");
  private final Person erin = Person.signUp(stack, "Erin");

  @Test
  void theOthersSeeABlockingCalleeAsUnanswered() {
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    Device deaf = carol.device("deaf");
    Device silent = dave.device("silent");
    Device angry = erin.device("angry");
    carolBlocksAlice();

    String callId = callEverybody(laptop);
    silent.await("ring", callId);
    angry.await("ring", callId);
    phone.await("ring", callId);
    phone.send("answer_call", callId, Sdp.OFFER);
    phone.await("call_state", m -> m.at("/payload/thisDevice").asText().equals("joined"));
    assertEquals(204, erin.request("PUT", "/api/blocks/" + alice.id(), null).statusCode());
    angry.awaitEnd(callId, "declined_elsewhere");
    for (Person callee : List.of(carol, dave, erin)) {
      laptop.send("ice_candidate", callId, candidateTo(callee));
    }
    silent.awaitEnd(callId, "missed");

    for (Device inCall : List.of(laptop, phone)) {
      areAlike(statesUntilMissed(inCall, callId));
      for (String type : List.of("ringing", "error", "call_ended")) {
        assertEquals(0, inCall.count(type, callId), type);
      }
    }
    laptop.send("end_call", callId);
    phone.awaitEnd(callId, "ended");
    for (Person participant : List.of(alice, bob)) {
      participant.historyRow(callId, "ended");
      JsonNode details = participant.getJson("/api/calls/" + callId);
      assertEquals(5, details.path("participants_count").asInt());
      areAlike(details);
    }

    assertEquals(0, deaf.count("ring", callId));
    assertEquals(0, deaf.count("call_ended", callId));
    assertEquals(404, carol.get("/api/calls/" + callId).statusCode());
  }

  /// Waits until the gateways know of the block.
  private void carolBlocksAlice() {
    assertEquals(204, alice.request("PUT", "/api/contacts/" + carol.id(), null).statusCode());
    awaitOnline(carol, true);
    assertEquals(204, carol.request("PUT", "/api/blocks/" + alice.id(), null).statusCode());
    awaitOnline(carol, false);
  }

  private void awaitOnline(Person contact, boolean online) {
    Await.until(
        contact.name() + " is " + (online ? "online" : "offline") + " for Alice",
        () -> {
          JsonNode seen = alice.getJson("/api/presence?userIds=" + contact.id());
          return seen.at("/users/0/online").asBoolean(!online) == online ? true : null;
        });
  }

  private String callEverybody(Device laptop) {
    ObjectNode payload =
        Json.object(
            "calleeIds", List.of(bob.id(), carol.id(), dave.id(), erin.id()), "callType", "video");
    laptop.sendText(
        Json.object("type", "initiate_call", "idempotencyKey", "group", "payload", payload)
            .toString());
    JsonNode reply = laptop.await("call_initiated");
    assertEquals(4, reply.at("/payload/ringingDevices").asInt());
    return reply.path("callId").asText();
  }

  private static ObjectNode candidateTo(Person callee) {
    ObjectNode candidate =
        Json.object("candidate", "candidate:1 1 udp 1 203.0.113.7 5000 typ host", "sdpMid", "0");
    return Json.object("to", callee.id(), "candidate", candidate);
  }

  /// All states of the call that the device got, up to the one after the ring timeout. Their
  /// versions must be consecutive: a gap would show that a change is hidden from this device.
  private List<JsonNode> statesUntilMissed(Device device, String callId) {
    JsonNode last =
        device.await(
            "call_state",
            m -> m.path("callId").asText().equals(callId) && stateOf(m, dave).equals("missed"));
    List<JsonNode> states = new ArrayList<>(device.takeAll("call_state", callId));
    states.add(last);
    for (int i = 1; i < states.size(); i++) {
      int step = version(states.get(i)) - version(states.get(i - 1));
      assertTrue(step == 0 || step == 1, () -> "a version is missing in " + states);
    }
    return states;
  }

  private static int version(JsonNode state) {
    return state.at("/payload/version").asInt();
  }

  private static String stateOf(JsonNode state, Person person) {
    return participant(state.path("payload"), person).path("state").asText();
  }

  private void areAlike(List<JsonNode> states) {
    assertFalse(states.isEmpty());
    states.forEach(state -> areAlike(state.path("payload")));
  }

  /// The three unanswered callees differ only in name and id.
  private void areAlike(JsonNode call) {
    JsonNode unanswered = anonymous(call, dave);
    assertEquals(unanswered, anonymous(call, carol), () -> "Carol stands out: " + call);
    assertEquals(unanswered, anonymous(call, erin), () -> "Erin stands out: " + call);
  }

  private static ObjectNode anonymous(JsonNode call, Person person) {
    ObjectNode participant = participant(call, person).deepCopy();
    participant.remove(List.of("userId", "name"));
    return participant;
  }

  private static ObjectNode participant(JsonNode call, Person person) {
    for (JsonNode participant : call.path("participants")) {
      if (participant.path("userId").asText().equals(person.id())) {
        return (ObjectNode) participant;
      }
    }
    throw new AssertionError(person.name() + " is not in " + call);
  }
}
