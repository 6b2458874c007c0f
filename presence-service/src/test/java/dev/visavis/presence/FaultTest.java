package dev.visavis.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.support.PresenceKeys;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FaultTest extends PresenceServiceTest {
  private final String bob = TestEvents.id();
  private final DeviceRoute phone = TestEvents.device(bob, "phone");
  private final DeviceRoute tablet = TestEvents.device(bob, "tablet");

  @Test
  void recordsThatArriveWhileRedisIsDownAreProcessedAfterwards() {
    redis.execute("CLIENT", "PAUSE", "3000", "ALL");
    online(phone);

    assertEquals(List.of(phone), devicesOf(bob));
  }

  @Test
  void anUnreadableRecordBecomesADeadLetterAndTheNextOneIsProcessed() {
    long before = logs.deadLetters();
    logs.publishNoise(bob);
    online(phone);

    eventually().until(() -> logs.deadLetters() == before + 1);
  }

  @Test
  void aDeviceOnAnImpossibleGatewayBecomesADeadLetter() {
    long before = logs.deadLetters();
    logs.publish(TestEvents.online(TestEvents.device(bob, "phone", 4_711, "nowhere")));
    online(tablet);

    eventually().until(() -> logs.deadLetters() == before + 1);
    assertEquals(List.of(tablet), devicesOf(bob));
  }

  @Test
  void aUserWithBrokenKeysDoesNotAffectOthers() {
    String broken = TestEvents.id();
    redis.value(String.class).set(PresenceKeys.devices(broken), "not a hash");
    long before = logs.deadLetters();
    logs.publish(TestEvents.online(TestEvents.device(broken, "phone")));
    online(phone);

    eventually().until(() -> logs.deadLetters() == before + 1);
    redis.key().del(PresenceKeys.devices(broken), InternalPresenceKeys.device(broken, "phone"));
  }
}
