package dev.visavis.history.missed;

import static dev.visavis.proto.v1.CallState.CALL_STATE_MISSED;
import static dev.visavis.proto.v1.EndReason.END_REASON_NO_ANSWER;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.history.EventSequence;
import dev.visavis.history.EventSequence.Person;
import dev.visavis.history.HistoryServiceTest;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.support.PresenceKeys;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Notifications of missed calls on the sockets of a user.
@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class BadgeTest extends HistoryServiceTest {
  @Inject RedisDataSource redis;

  private final DeviceRoute phone = device(bob, "phone", 3);
  private final DeviceRoute laptop = device(bob, "laptop", 4);

  @BeforeEach
  void presenceIsThere() {
    redis.value(String.class).set(PresenceKeys.BUILT, "test");
  }

  @Test
  void everyDeviceIsNotifiedOfAMissedCallAndWhenItIsSeen() {
    presenceKnows(phone);
    presenceKnows(laptop);
    log.publish(missed());
    awaitCount(phone, 1);
    awaitCount(laptop, 1);

    log.publish(missedFrom(carol));
    awaitCount(phone, 1, 2);

    see();
    awaitCount(phone, 1, 2, 0);
    awaitCount(laptop, 1, 2, 0);
  }

  @Test
  void hidingAMissedCallLowersTheNumber() {
    presenceKnows(phone);
    EventSequence story = missed();
    log.publish(story);
    awaitCount(phone, 1);

    given().auth().oauth2(token(bob)).delete("/api/calls/" + story.callId).then().statusCode(204);
    awaitCount(phone, 1, 0);
  }

  @Test
  void aDeviceThatComesOnlineIsNotifiedOncePresenceKnowsIt() {
    DeviceRoute tablet = device(bob, "tablet", 3);
    presenceKnows(tablet);
    log.publish(missed());
    awaitCount(tablet, 1); // from here on only devices that come online are notified
    log.publish(phone, Instant.now());
    presenceKnows(laptop);
    log.publish(laptop, Instant.now());

    awaitCount(laptop, 1);
    assertEquals(List.of(), log.missedCallCounts(phone));
    presenceKnows(phone);
    awaitCount(phone, 1);
  }

  @Test
  void aDeviceThatComesOnlineIsNotifiedOfZeroMissedCalls() {
    presenceKnows(phone);
    log.publish(phone, Instant.now());

    awaitCount(phone, 0);
  }

  @Test
  void aReplacedConnectionIsNotNotified() {
    presenceKnows(phone);
    DeviceRoute older = phone.toBuilder().setConnectionId(UUID.randomUUID().toString()).build();
    log.publish(older, Instant.now());
    log.publish(phone, Instant.now());

    awaitCount(phone, 0);
    assertEquals(List.of(), log.missedCallCounts(older));
  }

  @Test
  void aReplayOfTheLogNotifiesNobody() {
    presenceKnows(phone);
    EventSequence first = missed();
    log.publish(first);
    awaitCount(phone, 1);

    log.publish(first);
    log.publish(missedFrom(carol));
    awaitCount(phone, 1, 2);
  }

  @Test
  void theCallerIsNotNotified() {
    DeviceRoute callers = device(alice, "phone", 5);
    presenceKnows(callers);
    presenceKnows(phone);
    log.publish(missed());

    awaitCount(phone, 1);
    assertEquals(List.of(), log.missedCallCounts(callers));
  }

  @Test
  void notificationsWaitWhileRedisIsBeingRebuilt() {
    presenceKnows(phone);
    redis.key().del(PresenceKeys.BUILT);
    log.publish(missed());
    afterProjection().until(() -> count(bob) == 1);
    assertEquals(List.of(), log.missedCallCounts(phone));

    presenceIsThere();
    awaitCount(phone, 1);
  }

  private EventSequence missed() {
    return missedFrom(alice);
  }

  private EventSequence missedFrom(Person caller) {
    return EventSequence.call(caller, bob).ends(CALL_STATE_MISSED, END_REASON_NO_ANSWER);
  }

  private void see() {
    given()
        .auth()
        .oauth2(token(bob))
        .contentType("application/json")
        .put("/api/calls/missed/seen")
        .then()
        .statusCode(200);
  }

  private void awaitCount(DeviceRoute device, Integer... counts) {
    eventually()
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(() -> assertEquals(List.of(counts), log.missedCallCounts(device)));
  }

  private void presenceKnows(DeviceRoute device) {
    redis
        .hash(String.class, String.class, byte[].class)
        .hset(PresenceKeys.devices(device.getUserId()), device.getDeviceId(), device.toByteArray());
  }

  private static DeviceRoute device(Person who, String name, int gateway) {
    return DeviceRoute.newBuilder()
        .setUserId(who.id().toString())
        .setDeviceId(name)
        .setGateway(gateway)
        .setConnectionId(UUID.randomUUID().toString())
        .build();
  }
}
