package dev.visavis.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.visavis.systemtests.support.Await;
import dev.visavis.systemtests.support.Device;
import dev.visavis.systemtests.support.Json;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Stack;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Contacts, blocks, devices and sessions, as the devices of other users see them.
class AccountTest {
  private final Stack stack = Stack.shared();
  private final Person alice = Person.signUp(stack, "Alice");
  private final Person bob = Person.signUp(stack, "Bob");

  @Test
  void aBlockedCallerGetsAnUnansweredCallAndTheCalleeDoesNotRing() {
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    addContact(alice, bob);
    awaitPresence(laptop, bob, seen -> seen.path("online").asBoolean());
    assertEquals(204, bob.request("PUT", "/api/blocks/" + alice.id(), null).statusCode());
    awaitPresence(laptop, bob, seen -> !seen.path("online").asBoolean());

    JsonNode reply = laptop.initiate(bob, "video", "blocked");
    String callId = reply.path("callId").asText();
    assertEquals("ringing", reply.at("/payload/state").asText());
    laptop.awaitEnd(callId, "no_answer");
    assertEquals("outgoing", alice.historyRow(callId, "missed").path("direction").asText());

    assertEquals(0, phone.count("ring", callId));
    assertEquals(0, phone.count("call_ended", callId));
    assertEquals(0, bob.getJson("/api/calls/history").path("calls").size());
    assertEquals(404, bob.get("/api/calls/" + callId).statusCode());

    assertEquals(204, bob.request("DELETE", "/api/blocks/" + alice.id(), null).statusCode());
    awaitPresence(laptop, bob, seen -> seen.path("online").asBoolean());
    String again = laptop.initiate(bob);
    phone.await("ring", again);
    laptop.send("end_call", again);
    phone.awaitEnd(again, "cancelled");
  }

  @Test
  void blockingTheCallerDuringTheRingEndsItAsUnanswered() {
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    assertEquals(204, bob.request("PUT", "/api/blocks/" + alice.id(), null).statusCode());
    phone.awaitEnd(callId, "declined_elsewhere");
    assertEquals("error", phone.ask("answer_call", callId).path("type").asText());
    laptop.awaitEnd(callId, "no_answer");
  }

  @Test
  void aRevokedDeviceReturnsOnlyAfterANewSignIn() {
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    Await.until("bob's phone is listed", () -> lists(bob, "phone") ? true : null);
    assertEquals(404, alice.request("DELETE", "/api/devices/phone", null).statusCode());
    assertEquals(204, bob.request("DELETE", "/api/devices/phone", null).statusCode());
    assertEquals(4011, phone.awaitClose());
    assertFalse(lists(bob, "phone"));

    String callId = laptop.initiate(bob);
    laptop.awaitEnd(callId, "unavailable");

    Device thief = Device.connect(stack.signaling(), bob.token());
    thief.send("register", null, Json.object("deviceId", "phone"));
    assertEquals(4011, thief.awaitClose());
    bob.device("tablet"); // other devices of this session may still connect

    bob.signInAgain().device("phone");
    Await.until("bob's phone is listed again", () -> lists(bob, "phone") ? true : null);
  }

  @Test
  void signingOutStopsTheRingOfThatSessionOnly() {
    Person elsewhere = bob.signInAgain();
    Device laptop = alice.device("laptop");
    Device phone = bob.device("phone");
    Device tablet = elsewhere.device("tablet");
    String callId = laptop.initiate(bob);
    phone.await("ring", callId);
    tablet.await("ring", callId);
    assertEquals(204, bob.request("POST", "/api/auth/logout", null).statusCode());
    assertEquals(4001, phone.awaitClose());
    assertEquals(204, bob.request("POST", "/api/auth/logout", null).statusCode());
    assertEquals(401, bob.request("POST", "/api/auth/refresh", null).statusCode());

    Device again = Device.connect(stack.signaling(), bob.token());
    again.send("register", null, Json.object("deviceId", "phone"));
    assertEquals(4001, again.awaitClose());
    tablet.send("answer_call", callId);
    laptop.await("call_answered", callId);
    tablet.send("end_call", callId);
    laptop.awaitEnd(callId, "ended");
  }

  @Test
  void theUserSeesWhenAContactIsOnlineInACallAndOffline() {
    Person carol = Person.signUp(stack, "Carol");
    Device laptop = alice.device("laptop");
    addContact(alice, bob);
    awaitPresence(laptop, bob, seen -> !seen.path("online").asBoolean());
    Device phone = bob.device("phone");
    awaitPresence(laptop, bob, seen -> seen.path("online").asBoolean());

    Device carols = carol.device("phone");
    String callId = phone.initiate(carol);
    carols.await("ring", callId);
    carols.send("answer_call", callId);
    awaitPresence(laptop, bob, seen -> seen.path("inCall").asBoolean());
    assertTrue(presence(carol, bob).path("inCall").asBoolean(), "a participant sees inCall");
    phone.send("end_call", callId);
    carols.awaitEnd(callId, "ended");
    awaitPresence(laptop, bob, seen -> !seen.path("inCall").asBoolean());
    assertTrue(presence(carol, bob).isMissingNode(), "a stranger sees no presence");

    phone.close();
    awaitPresence(laptop, bob, seen -> seen.hasNonNull("lastSeenAt"));
    Device tablet = alice.deviceAwayFrom(laptop, "tablet");
    awaitPresence(tablet, bob, seen -> seen.hasNonNull("lastSeenAt"));
  }

  @Test
  void aDeviceMovesToANewSocketWithARenewedTokenDuringACall() {
    Device before = alice.device("laptop");
    Device phone = bob.device("phone");
    String callId = before.initiate(bob);
    phone.await("ring", callId);
    phone.send("answer_call", callId);
    before.await("call_answered", callId);

    Person renewed = alice.renew();
    Device after = Device.connect(stack.signaling(), renewed.token());
    JsonNode registered = after.register("laptop");
    assertEquals(4009, before.awaitClose());
    JsonNode call = registered.at("/payload/calls/0");
    assertEquals(callId, call.path("callId").asText());
    assertEquals("joined", call.path("thisDevice").asText());
    assertEquals("connected", call.path("state").asText());
    assertEquals(0, phone.count("call_ended", callId));
    after.send("end_call", callId);
    phone.awaitEnd(callId, "ended");
  }

  private static void addContact(Person person, Person other) {
    assertEquals(204, person.request("PUT", "/api/contacts/" + other.id(), null).statusCode());
  }

  private static boolean lists(Person person, String deviceId) {
    for (JsonNode device : person.getJson("/api/devices").path("devices")) {
      if (device.path("deviceId").asText().equals(deviceId)) {
        return true;
      }
    }
    return false;
  }

  /// The presence of `person` that `viewer` gets; a missing node if none.
  private static JsonNode presence(Person viewer, Person person) {
    return viewer.getJson("/api/presence?userIds=" + person.id()).at("/users/0");
  }

  /// Waits until the last presence of `person` that `device` got satisfies `fits`.
  private static void awaitPresence(Device device, Person person, Predicate<JsonNode> fits) {
    device.awaitNewest(
        message -> !presenceOf(message, person).isMissingNode(),
        message -> fits.test(presenceOf(message, person)));
  }

  private static JsonNode presenceOf(JsonNode message, Person person) {
    if (message.path("type").asText().equals("presence")) {
      for (JsonNode seen : message.at("/payload/users")) {
        if (seen.path("userId").asText().equals(person.id())) {
          return seen;
        }
      }
    }
    return MissingNode.getInstance();
  }
}
