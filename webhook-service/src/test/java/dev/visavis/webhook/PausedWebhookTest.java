package dev.visavis.webhook;

import static dev.visavis.webhook.TestEvents.invited;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Deliveries while a webhook is paused or suspended.
@QuarkusTest
class PausedWebhookTest extends WebhookServiceTest {
  @Inject DataSource database;

  @Test
  void eventsOfAPauseAreDeliveredInOrderOnceItEnds() {
    String webhook = subscribed(alice, receiver, "").getString("id");
    activate(webhook, false);
    TestEvents call = new TestEvents();
    publish(call.initiated(alice, invited(bob, false)));
    publish(call.connected());
    publish(call.ended());
    eventually().until(() -> deliveries(alice, webhook).size() == 3);
    assertTrue(
        deliveries(alice, webhook).stream().allMatch(each -> "waiting".equals(each.get("state"))));
    assertTrue(receiver.requests.isEmpty());

    activate(webhook, true);
    eventually().until(() -> receiver.requests.size() == 3);
    assertEquals(
        List.of("call_initiated", "call_connected", "call_ended"),
        receiver.requests.stream().map(each -> new JsonPath(each.body()).get("type")).toList());
  }

  @Test
  void theRetryPeriodStartsAgainAfterAPause() throws SQLException {
    String webhook = subscribed(alice, receiver, "").getString("id");
    activate(webhook, false);
    publish(new TestEvents().initiated(alice, invited(bob, false)));
    eventually().until(() -> deliveries(alice, webhook).size() == 1);
    execute(
        "UPDATE delivery SET expires_at = now() - interval '1 hour' WHERE subscription_id = ?",
        webhook);
    receiver.fails(1, 503);

    activate(webhook, true);
    eventually().until(() -> "delivered".equals(theOnly(webhook).get("state")));
    assertEquals(2, theOnly(webhook).get("attempts"));
  }

  @Test
  void aSuspendedWebhookStaysSuspendedUntilItsOwnerResumesIt() throws SQLException {
    String webhook = subscribed(alice, receiver, "").getString("id");
    execute(
        "UPDATE subscription SET active = false, suspended = 'too many deliveries are waiting' WHERE id = ?",
        webhook);
    change(webhook, false).body("suspended", equalTo("too many deliveries are waiting"));
    change(webhook, true).body("suspended", nullValue());
  }

  @Test
  void anAttemptThatCannotBeSentCountsAsFailed() throws SQLException {
    String webhook = subscribed(alice, receiver, "").getString("id");
    execute("UPDATE subscription SET url = 'http://127.0.0.1:99999/' WHERE id = ?", webhook);
    publish(new TestEvents().initiated(alice, invited(bob, false)));
    eventually()
        .until(
            () ->
                deliveries(alice, webhook).stream()
                    .anyMatch(each -> !Integer.valueOf(0).equals(each.get("attempts"))));
    assertEquals("the URL must have a port from 1 to 65535", theOnly(webhook).get("lastError"));
  }

  private Map<String, Object> theOnly(String webhook) {
    return deliveries(alice, webhook).getFirst();
  }

  private void activate(String webhook, boolean active) {
    change(webhook, active).body("active", equalTo(active));
  }

  private ValidatableResponse change(String webhook, boolean active) {
    return as(alice)
        .body(Map.of("active", active))
        .patch("/api/webhooks/" + webhook)
        .then()
        .statusCode(200);
  }

  private void execute(String sql, String id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, UUID.fromString(id));
      assertEquals(1, statement.executeUpdate());
    }
  }
}
