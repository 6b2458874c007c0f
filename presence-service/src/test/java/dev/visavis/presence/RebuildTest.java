package dev.visavis.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.proto.v1.Delivery.ActionCase;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.support.PresenceKeys;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RebuildTest extends PresenceServiceTest {
  private final String alice = TestEvents.id();
  private final String bob = TestEvents.id();
  private final DeviceRoute phone = TestEvents.device(bob, "phone");
  private final DeviceRoute tablet = TestEvents.device(bob, "tablet");

  @Test
  void anEmptiedRedisIsRebuiltWithoutRepeatedNotifications() {
    String live = TestEvents.id();
    String over = TestEvents.id();
    logs.publish(TestEvents.profile(bob));
    online(phone);
    online(tablet);
    logs.publish(TestEvents.offline(tablet));
    logs.publish(TestEvents.initiated(live, alice, bob, phone));
    logs.publish(TestEvents.joined(live, 2, bob, "phone"));
    logs.publish(TestEvents.initiated(over, alice, bob, phone));
    logs.publish(TestEvents.ended(over, 2, alice, bob));
    eventually().until(() -> Map.of(live, "joined:phone").equals(callsOf(bob)));
    eventually().until(() -> profileOf(bob));
    int told = logs.deliveries(phone.getConnectionId()).size();

    redis.flushall();

    eventually().until(() -> redis.key().exists(InternalPresenceKeys.MARKER));
    assertEquals(List.of(phone), devicesOf(bob));
    assertEquals(Map.of(live, "joined:phone"), callsOf(bob));
    assertEquals(Map.of(live, "joined:desk"), callsOf(alice));
    assertTrue(profileOf(bob));
    assertEquals(told, logs.deliveries(phone.getConnectionId()).size());
  }

  @Test
  void recordsThatArriveWhileRedisIsEmptyAreProcessedAfterTheRebuild() {
    String call = TestEvents.id();
    logs.publish(TestEvents.initiated(call, alice, bob));
    eventually().until(() -> callsOf(bob).containsKey(call));

    redis.flushall();
    online(phone);

    var registered = delivered(phone, ActionCase.DEVICE_REGISTERED).getLast();
    assertEquals(List.of(call), registered.getDeviceRegistered().getLiveCallIdsList());
    assertEquals(List.of(phone), devicesOf(bob));
  }

  @Test
  void aReadModelOfOtherTopicsIsDeleted() {
    String nobody = TestEvents.id();
    redis.hash(String.class).hset(PresenceKeys.calls(nobody), "an-old-call", "ringing");
    redis.value(String.class).set(InternalPresenceKeys.MARKER, "another-log/1");

    eventually().until(() -> callsOf(nobody).isEmpty());
    online(phone);
  }

  private boolean profileOf(String userId) {
    return redis.key().exists(PresenceKeys.profile(userId));
  }
}
