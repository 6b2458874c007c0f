package dev.visavis.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.presence.store.Keys;
import dev.visavis.proto.v1.Delivery.ActionCase;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.support.PresenceKeys;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RebuildTest extends PresenceServiceTest {
  private final String alice = Facts.id();
  private final String bob = Facts.id();
  private final DeviceRoute phone = Facts.device(bob, "phone");
  private final DeviceRoute tablet = Facts.device(bob, "tablet");

  @Test
  void anEmptiedRedisIsFilledAgainAndTellsNobodyTwice() {
    String live = Facts.id();
    String over = Facts.id();
    logs.publish(Facts.profile(bob));
    online(phone);
    online(tablet);
    logs.publish(Facts.offline(tablet));
    logs.publish(Facts.initiated(live, alice, bob, phone));
    logs.publish(Facts.joined(live, 2, bob, "phone"));
    logs.publish(Facts.initiated(over, alice, bob, phone));
    logs.publish(Facts.ended(over, 2, alice, bob));
    eventually().until(() -> Map.of(live, "joined:phone").equals(callsOf(bob)));
    eventually().until(() -> profileOf(bob));
    int told = logs.deliveries(phone.getConnectionId()).size();

    redis.flushall();

    eventually().until(() -> redis.key().exists(Keys.MARKER));
    assertEquals(List.of(phone), devicesOf(bob));
    assertEquals(Map.of(live, "joined:phone"), callsOf(bob));
    assertEquals(Map.of(live, "joined:desk"), callsOf(alice));
    assertTrue(profileOf(bob));
    assertEquals(told, logs.deliveries(phone.getConnectionId()).size());
  }

  @Test
  void whatComesWhileRedisIsEmptyIsAnsweredOnceItIsFilled() {
    String call = Facts.id();
    logs.publish(Facts.initiated(call, alice, bob));
    eventually().until(() -> callsOf(bob).containsKey(call));

    redis.flushall();
    online(phone);

    var registered = delivered(phone, ActionCase.DEVICE_REGISTERED).getLast();
    assertEquals(List.of(call), registered.getDeviceRegistered().getLiveCallIdsList());
    assertEquals(List.of(phone), devicesOf(bob));
  }

  @Test
  void aReadModelOfOtherLogsGoes() {
    String nobody = Facts.id();
    redis.hash(String.class).hset(PresenceKeys.calls(nobody), "an-old-call", "ringing");
    redis.value(String.class).set(Keys.MARKER, "another-log/1");

    eventually().until(() -> callsOf(nobody).isEmpty());
    online(phone);
  }

  private boolean profileOf(String userId) {
    return redis.key().exists(PresenceKeys.profile(userId));
  }
}
