package dev.visavis.presence.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.presence.Facts;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.InvitedUser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WrittenEventTest {
  private final DeviceRoute phone = Facts.device("bob", "phone");
  private final DeviceRoute tablet = Facts.device("bob", "tablet");
  private final DeviceRoute desk = Facts.device("alice", "desk");

  @Test
  void whatWasRungAndIsThereIsNoGap() {
    assertEquals(RingGap.NONE, bobsGap(List.of(phone), phone));
  }

  @Test
  void aDeviceThatWasNotRungIsMissed() {
    assertEquals(new RingGap(List.of(tablet), List.of()), bobsGap(List.of(phone, tablet), phone));
  }

  @Test
  void aDeviceOnANewConnectionIsMissedAndNotVanished() {
    DeviceRoute again = Facts.device("bob", "phone");
    assertEquals(new RingGap(List.of(again), List.of()), bobsGap(List.of(again), phone));
  }

  @Test
  void aRungDeviceThatIsGoneHasVanished() {
    assertEquals(new RingGap(List.of(), List.of(phone)), bobsGap(List.of(), phone));
  }

  @Test
  void whoBlocksTheCallerHasNoGap() {
    InvitedUser bob = Facts.invited("bob").setBlocksCaller(true).build();
    assertEquals(RingGap.NONE, bobsGap(Facts.initiated("c", "alice", bob), "ringing", phone));
  }

  @Test
  void whoHasLeftTheCallHasNoGap() {
    assertEquals(RingGap.NONE, bobsGap(Facts.initiated("c", "alice", "bob"), "", phone));
  }

  @Test
  void ofTheCallersDevicesOnlyTheOneThatDialledCounts() {
    CallEvent.Builder event = Facts.initiated("c", "alice", "bob").toBuilder();
    event.getCallInitiatedBuilder().setInitiatorDevice(desk);
    DeviceRoute again = Facts.device("alice", "desk");
    DeviceRoute other = Facts.device("alice", "pocket");

    assertEquals(new RingGap(List.of(again), List.of()), alicesGap(event.build(), again, other));
    assertEquals(new RingGap(List.of(), List.of(desk)), alicesGap(event.build(), other));
  }

  private RingGap bobsGap(List<DeviceRoute> here, DeviceRoute... rung) {
    return bobsGap(
        Facts.initiated("c", "alice", "bob", rung), "ringing", here.toArray(DeviceRoute[]::new));
  }

  private static RingGap bobsGap(CallEvent event, String state, DeviceRoute... here) {
    return gap(event, "bob", state, here);
  }

  private static RingGap alicesGap(CallEvent event, DeviceRoute... here) {
    return gap(event, "alice", "joined:desk", here);
  }

  private static RingGap gap(CallEvent event, String user, String state, DeviceRoute... here) {
    Part part = new Part(state.isEmpty() ? Map.of() : Map.of("c", state), List.of(here));
    return new WrittenEvent(event, Map.of(user, part)).gaps().getOrDefault(user, RingGap.NONE);
  }
}
