package dev.visavis.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.CallCommand.CommandCase;
import dev.visavis.proto.v1.DeviceRoute;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RingGapTest extends PresenceServiceTest {
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final String alice = Facts.id();
  private final String bob = Facts.id();
  private final String call = Facts.id();
  private final DeviceRoute phone = Facts.device(bob, "phone");
  private final DeviceRoute tablet = Facts.device(bob, "tablet");

  @BeforeEach
  void theGatewayLives() {
    holdLease(phone, LEASE);
  }

  @Test
  void aDeviceThatTheRingMissedIsRung() {
    online(phone);
    online(tablet);
    logs.publish(Facts.initiated(call, alice, bob, phone));

    eventually().until(() -> !commanded(call, CommandCase.DEVICE_CONNECTED).isEmpty());
    CallCommand connected = commanded(call, CommandCase.DEVICE_CONNECTED).getFirst();
    assertEquals(tablet, Facts.unnumbered(connected.getDeviceConnected().getDevice()));
  }

  @Test
  void aDeviceThatWasGoneWhenItWasRungStopsCounting() {
    online(phone);
    logs.publish(Facts.initiated(call, alice, bob, phone, tablet));

    eventually().until(() -> !commanded(call, CommandCase.DEVICE_DISCONNECTED).isEmpty());
    CallCommand gone = commanded(call, CommandCase.DEVICE_DISCONNECTED).getFirst();
    assertEquals("tablet", gone.getDeviceDisconnected().getDeviceId());
  }

  @Test
  void whoBlocksTheCallerHearsNothing() {
    online(phone);
    logs.publish(Facts.initiated(call, alice, Facts.invited(bob).setBlocksCaller(true).build()));

    eventually().until(() -> callsOf(alice).containsKey(call));
    online(tablet);
    assertTrue(logs.commands(call).isEmpty());
    assertTrue(callsOf(bob).isEmpty());
  }

  @Test
  void aDeviceOnADeadGatewayIsNotRung() {
    DeviceRoute ghost = Facts.device(bob, "ghost", 1, "an-earlier-life");
    online(ghost);
    logs.publish(Facts.initiated(call, alice, bob));

    eventually().until(() -> callsOf(bob).containsKey(call));
    assertTrue(commanded(call, CommandCase.DEVICE_CONNECTED).isEmpty());
  }

  @Test
  void anEndedCallStaysEndedWhenItsBeginningIsReadAgain() {
    logs.publish(Facts.initiated(call, alice, bob));
    logs.publish(Facts.joined(call, 2, bob, "phone"));
    eventually().until(() -> Map.of(call, "joined:phone").equals(callsOf(bob)));
    logs.publish(Facts.ended(call, 3, alice, bob));
    eventually().until(() -> callsOf(alice).isEmpty() && callsOf(bob).isEmpty());

    logs.publish(Facts.initiated(call, alice, bob));
    readAllOf(call);
    assertTrue(callsOf(bob).isEmpty());
    assertTrue(callsOf(alice).isEmpty());
  }

  @Test
  void whenTwoRingEachOtherTheCallWithTheGreaterIdEnds() {
    String other = Facts.id();
    logs.publish(Facts.initiated(call, alice, bob));
    logs.publish(Facts.initiated(other, bob, alice));

    String greater = call.compareTo(other) > 0 ? call : other;
    String smaller = greater.equals(call) ? other : call;
    eventually().until(() -> !commanded(greater, CommandCase.GLARE_DETECTED).isEmpty());
    commanded(greater, CommandCase.GLARE_DETECTED)
        .forEach(one -> assertEquals(smaller, one.getGlareDetected().getContinuesAs()));
    assertTrue(commanded(smaller, CommandCase.GLARE_DETECTED).isEmpty());
  }

  /// Another user's part in the same call: once it is there, all that was published before is read.
  private void readAllOf(String callId) {
    String later = Facts.id();
    logs.publish(Facts.joined(callId, 9, later, "desk"));
    eventually().until(() -> !callsOf(later).isEmpty());
  }
}
