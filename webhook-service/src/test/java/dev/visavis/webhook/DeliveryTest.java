package dev.visavis.webhook;

import static dev.visavis.webhook.TestEvents.invited;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.webhook.Receiver.Request;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Deliveries to receivers that succeed, fail, hang and redirect.
@QuarkusTest
class DeliveryTest extends WebhookServiceTest {
  @Inject DataSource database;

  @Test
  void aReceiverGetsTheEventsOfItsOwnersCallsInOrderAndSigned() throws GeneralSecurityException {
    JsonPath webhook = subscribed(alice, receiver, "");
    TestEvents call = new TestEvents();
    publish(call.initiated(alice, invited(bob, false)));
    publish(call.connected());
    publish(call.ended());
    eventually().until(() -> receiver.requests.size() == 3);
    assertEquals(List.of("call_initiated", "call_connected", "call_ended"), kinds(receiver));
    for (Request request : receiver.requests) {
      assertEquals(
          signature(webhook.getString("secret"), request), request.header("webhook-signature"));
      assertEquals("application/json", request.header("Content-Type"));
    }
    JsonPath first = new JsonPath(receiver.requests.getFirst().body());
    assertEquals(call.callId, first.getString("data.callId"));
    assertEquals("video", first.getString("data.callType"));
    assertEquals(bob.toString(), first.getString("data.invited[0].id"));
    assertFalse(receiver.requests.toString().contains("secret-device"));
  }

  @Test
  void theOldAndTheNewSecretBothSignForAWhileAfterAChange()
      throws GeneralSecurityException, SQLException {
    JsonPath webhook = subscribed(alice, receiver, "");
    String old = webhook.getString("secret");
    String changed =
        as(alice)
            .post("/api/webhooks/" + webhook.getString("id") + "/secret")
            .then()
            .statusCode(200)
            .extract()
            .path("secret");
    assertNotEquals(old, changed);
    Request between = nextDelivery();
    assertEquals(
        signature(changed, between) + " " + signature(old, between),
        between.header("webhook-signature"));
    assertEquals(
        1,
        update(
            "UPDATE subscription SET previous_until = now() WHERE id = ?::uuid",
            webhook.getString("id")));
    Request later = nextDelivery();
    assertEquals(signature(changed, later), later.header("webhook-signature"));
  }

  @Test
  void eventsThatTheLogRepeatsAreSentOnce() {
    subscribed(alice, receiver, "");
    TestEvents call = new TestEvents();
    CallEvent first = call.initiated(alice, invited(bob, false));
    publish(first);
    publish(first);
    CallEvent second = call.connected();
    publish(second);
    publish(first);
    publish(second);
    publish(call.ended()); // events of a call are sent in order: this one follows any repeated one
    eventually().until(() -> kinds(receiver).contains("call_ended"));
    assertEquals(List.of("call_initiated", "call_connected", "call_ended"), kinds(receiver));
  }

  @Test
  void aFailedDeliveryIsRetriedBeforeLaterEventsOfTheCall() {
    String webhook = subscribed(alice, receiver, "").getString("id");
    receiver.fails(3, 503);
    TestEvents call = new TestEvents();
    publish(call.initiated(alice, invited(bob, false)));
    publish(call.ended());
    eventually().until(() -> receiver.requests.size() == 5);
    assertEquals(
        List.of(
            "call_initiated", "call_initiated", "call_initiated", "call_initiated", "call_ended"),
        kinds(receiver));
    assertEquals(
        1,
        receiver.requests.subList(0, 4).stream()
            .map(r -> r.header("webhook-id"))
            .distinct()
            .count());
    eventually()
        .until(
            () ->
                deliveries(alice, webhook).stream()
                    .allMatch(each -> "delivered".equals(each.get("state"))));
    assertEquals(4, deliveries(alice, webhook).getLast().get("attempts"));
  }

  @Test
  void aReceiverThatHangsDoesNotDelayOthers() {
    try (Receiver other = new Receiver()) {
      receiver.hangs(true);
      String hanging = subscribed(alice, receiver, "").getString("id");
      subscribed(alice, other, "");
      for (int i = 0; i < 10; i++) {
        publish(new TestEvents().initiated(alice, invited(bob, false)));
      }
      eventually().until(() -> other.requests.size() == 10);
      assertTrue(
          deliveries(alice, hanging).stream().noneMatch(d -> "delivered".equals(d.get("state"))));
      receiver.hangs(false);
      eventually()
          .until(
              () ->
                  deliveries(alice, hanging).stream()
                      .allMatch(each -> "delivered".equals(each.get("state"))));
    }
  }

  @Test
  void aRedirectIsNotFollowed() {
    String webhook = subscribed(alice, receiver, "").getString("id");
    receiver.fails(1, 302);
    publish(new TestEvents().initiated(alice, invited(bob, false)));
    eventually().until(() -> receiver.requests.size() == 2);
    eventually()
        .until(() -> "delivered".equals(deliveries(alice, webhook).getFirst().get("state")));
    assertEquals(2, deliveries(alice, webhook).getFirst().get("attempts"));
  }

  @Test
  void aSuccessfulDeliveryCanBeReplayed() {
    String webhook = subscribed(alice, receiver, "").getString("id");
    publish(new TestEvents().initiated(alice, invited(bob, false)));
    eventually().until(() -> receiver.requests.size() == 1);
    String id = receiver.requests.getFirst().header("webhook-id");
    eventually()
        .until(() -> "delivered".equals(deliveries(alice, webhook).getFirst().get("state")));
    as(alice)
        .post("/api/webhooks/" + webhook + "/deliveries/" + id + "/replay")
        .then()
        .statusCode(202);
    eventually().until(() -> receiver.requests.size() == 2);
    assertEquals(id, receiver.requests.getLast().header("webhook-id"));
    assertEquals(receiver.requests.getFirst().body(), receiver.requests.getLast().body());
  }

  @Test
  void allFailedDeliveriesCanBeReplayed() throws SQLException {
    String webhook = subscribed(alice, receiver, "").getString("id");
    receiver.fails(Integer.MAX_VALUE, 500);
    publish(new TestEvents().initiated(alice, invited(bob, false)));
    publish(new TestEvents().initiated(alice, invited(bob, false)));
    eventually().until(() -> deliveries(alice, webhook).size() == 2);
    assertEquals(
        2, update("UPDATE delivery SET state = 'failed' WHERE subscription_id = ?::uuid", webhook));
    receiver.fails(0, 500);
    as(alice)
        .post("/api/webhooks/" + webhook + "/replay")
        .then()
        .statusCode(202)
        .body("replayed", equalTo(2));
    eventually()
        .until(
            () ->
                deliveries(alice, webhook).stream()
                    .allMatch(each -> "delivered".equals(each.get("state"))));
  }

  @Test
  void onlyTheSubscribedEventKindsAreSent() {
    subscribed(alice, receiver, ",\"events\":[\"call_ended\"]");
    TestEvents call = new TestEvents();
    publish(call.initiated(alice, invited(bob, false)));
    publish(call.connected());
    publish(call.ended());
    eventually().until(() -> !receiver.requests.isEmpty());
    assertEquals(List.of("call_ended"), kinds(receiver));
  }

  @Test
  void onlyAnOperatorGetsEventsOfCallsOfOthers() {
    try (Receiver operators = new Receiver();
        Receiver bobs = new Receiver()) {
      subscribed(alice, receiver, "");
      subscribed(bob, bobs, "");
      subscribed(OPERATOR, operators, ",\"scope\":\"all\"");
      TestEvents strangers = new TestEvents();
      publish(strangers.initiated(UUID.randomUUID(), invited(bob, false)));
      eventually().until(() -> bodies(operators).contains(strangers.callId));
      eventually().until(() -> bodies(bobs).contains(strangers.callId));
      TestEvents own = new TestEvents();
      publish(own.initiated(alice, invited(bob, false)));
      eventually().until(() -> bodies(receiver).contains(own.callId));
      assertFalse(bodies(receiver).contains(strangers.callId));
    }
  }

  @Test
  void aUserWhoBlocksTheCallerGetsNoEventsAndTheBlockIsNotRevealed() {
    try (Receiver blockers = new Receiver();
        Receiver carols = new Receiver()) {
      var carol = UUID.randomUUID();
      subscribed(alice, receiver, "");
      subscribed(bob, blockers, "");
      subscribed(carol, carols, "");
      TestEvents call = new TestEvents();
      publish(call.initiated(alice, invited(bob, true), invited(carol, false)));
      publish(call.missed(bob));
      publish(call.ended());
      eventually().until(() -> carols.requests.size() == 2 && receiver.requests.size() == 3);
      assertFalse(bodies(carols).contains(bob.toString()));
      assertFalse(bodies(receiver).contains("block"));
      TestEvents next = new TestEvents();
      publish(next.initiated(bob, invited(carol, false)));
      eventually().until(() -> bodies(blockers).contains(next.callId));
      assertFalse(bodies(blockers).contains(call.callId));
      assertNotEquals(0, blockers.requests.size());
    }
  }

  private int update(String sql, String id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, id);
      return update.executeUpdate();
    }
  }

  private Request nextDelivery() {
    int before = receiver.requests.size();
    publish(new TestEvents().initiated(alice, invited(bob, false)));
    eventually().until(() -> receiver.requests.size() == before + 1);
    return receiver.requests.getLast();
  }

  private static List<String> kinds(Receiver of) {
    return of.requests.stream().map(r -> new JsonPath(r.body()).getString("type")).toList();
  }

  private static String bodies(Receiver of) {
    return of.requests.stream().map(Request::body).toList().toString();
  }

  /// Computes the signature as a receiver does.
  private static String signature(String secret, Request request) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    byte[] key = Base64.getDecoder().decode(secret.replace("whsec_", ""));
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String signed =
        request.header("webhook-id")
            + "."
            + request.header("webhook-timestamp")
            + "."
            + request.body();
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
  }
}
