package dev.visavis.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import dev.visavis.proto.v1.Delivery.ActionCase;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceOnline;
import dev.visavis.proto.v1.DeviceRevoked;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.RevokedDevice;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Devices that presence-service refuses: revoked ones, and more than a user may have.
@QuarkusTest
class RefusedDeviceTest extends PresenceServiceTest {
  private static final Timestamp BEFORE = at(-60);
  private static final Timestamp AFTER = at(60);

  private final String bob = TestEvents.id();
  private final DeviceRoute phone = TestEvents.device(bob, "phone");
  private final DeviceRoute again = TestEvents.device(bob, "phone");

  @BeforeEach
  void theGatewayIsAlive() {
    holdLease(phone, Duration.ofMinutes(5));
  }

  @Test
  void aRevokedDeviceReturnsOnlyWithALaterSignIn() {
    signIn(phone, BEFORE);
    eventually().until(() -> devicesOf(bob).contains(phone));
    logs.publish(revoked());
    eventually().until(() -> !delivered(phone, ActionCase.CONNECTION_REVOKED).isEmpty());
    assertEquals(List.of(), devicesOf(bob));

    signIn(again, BEFORE);
    eventually().until(() -> !delivered(again, ActionCase.CONNECTION_REVOKED).isEmpty());
    assertEquals(List.of(), devicesOf(bob));
    assertEquals(List.of(), delivered(again, ActionCase.DEVICE_REGISTERED));

    DeviceRoute later = TestEvents.device(bob, "phone");
    signIn(later, AFTER);
    eventually().until(() -> devicesOf(bob).equals(List.of(later)));
  }

  @Test
  void aRevocationInTheProfileCountsAfterTheDeviceLogHasLostIt() {
    logs.publish(
        TestEvents.profile(bob).toBuilder()
            .addRevokedDevices(
                RevokedDevice.newBuilder().setDeviceId("phone").setAt(TestEvents.NOON))
            .build());
    eventually().until(() -> redis.key().exists("visavis:{" + bob + "}:revoked"));
    signIn(phone, BEFORE);
    eventually().until(() -> !delivered(phone, ActionCase.CONNECTION_REVOKED).isEmpty());
    signIn(again, AFTER);
    eventually().until(() -> devicesOf(bob).equals(List.of(again)));
  }

  @Test
  void signingOutRemovesOnlyTheDevicesOfThatSession() {
    DeviceRoute tablet = TestEvents.device(bob, "tablet");
    session(phone, "here");
    session(tablet, "elsewhere");
    eventually().until(() -> devicesOf(bob).containsAll(List.of(phone, tablet)));
    logs.publish(TestEvents.profile(bob).toBuilder().addEndedSessionIds("here").build());
    eventually().until(() -> !delivered(phone, ActionCase.CONNECTION_SIGNED_OUT).isEmpty());
    assertEquals(List.of(), delivered(tablet, ActionCase.CONNECTION_SIGNED_OUT));

    session(again, "here");
    eventually().until(() -> !delivered(again, ActionCase.CONNECTION_SIGNED_OUT).isEmpty());
    assertEquals(List.of(), delivered(again, ActionCase.DEVICE_REGISTERED));

    DeviceRoute later = TestEvents.device(bob, "phone");
    session(later, "later");
    eventually().until(() -> devicesOf(bob).contains(later));
  }

  @Test
  void aLateRevocationDoesNotAffectALaterSignIn() {
    signIn(phone, AFTER);
    eventually().until(() -> devicesOf(bob).contains(phone));
    logs.publish(revoked());
    DeviceRoute tablet = TestEvents.device(bob, "tablet");
    online(tablet);
    assertTrue(devicesOf(bob).contains(phone));
    assertEquals(List.of(), delivered(phone, ActionCase.CONNECTION_REVOKED));
  }

  @Test
  void theTwentyFirstDeviceIsRefusedUntilOneLeaves() {
    List<DeviceRoute> devices = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      devices.add(TestEvents.device(bob, "device-" + i));
      online(devices.getLast());
    }
    logs.publish(TestEvents.online(phone));
    eventually().until(() -> !delivered(phone, ActionCase.DEVICE_REFUSED).isEmpty());
    assertEquals(
        ErrorCode.TOO_MANY_DEVICES,
        delivered(phone, ActionCase.DEVICE_REFUSED)
            .getFirst()
            .getDeviceRefused()
            .getError()
            .getCode());
    assertEquals(20, devicesOf(bob).size());
    online(TestEvents.device(bob, "device-0")); // a registered device may reconnect

    logs.publish(TestEvents.offline(phone));
    logs.publish(TestEvents.offline(devices.getLast()));
    online(again);
    assertTrue(devicesOf(bob).contains(again));
  }

  private void signIn(DeviceRoute device, Timestamp signedIn) {
    logs.publish(
        TestEvents.online(device).toBuilder()
            .setOnline(DeviceOnline.newBuilder().setSignedInAt(signedIn))
            .build());
  }

  private void session(DeviceRoute device, String session) {
    logs.publish(
        TestEvents.online(device).toBuilder()
            .setOnline(DeviceOnline.newBuilder().setSignedInAt(BEFORE).setSessionId(session))
            .build());
  }

  private DeviceEvent revoked() {
    return DeviceEvent.newBuilder()
        .setDevice(DeviceRoute.newBuilder().setUserId(bob).setDeviceId("phone"))
        .setAt(TestEvents.NOON)
        .setRevoked(DeviceRevoked.getDefaultInstance())
        .build();
  }

  private static Timestamp at(int secondsFromNoon) {
    return Timestamp.newBuilder()
        .setSeconds(TestEvents.NOON.getSeconds() + secondsFromNoon)
        .build();
  }
}
