package dev.visavis.presence.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.presence.TestEvents;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.InvitedUser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppliedEventTest {
  private final DeviceRoute phone = TestEvents.device("bob", "phone");
  private final DeviceRoute tablet = TestEvents.device("bob", "tablet");
  private final DeviceRoute desk = TestEvents.device("alice", "desk");

  @Test
  void anOnlineDeviceThatWasRungIsNoGap() {
    assertEquals(DeviceDiff.NONE, bobsGap(List.of(phone), phone));
  }

  @Test
  void aDeviceThatWasNotRungIsMissed() {
    assertEquals(
        new DeviceDiff(List.of(tablet), List.of()), bobsGap(List.of(phone, tablet), phone));
  }

  @Test
  void aDeviceOnANewConnectionIsMissedAndNotVanished() {
    DeviceRoute again = TestEvents.device("bob", "phone");
    assertEquals(new DeviceDiff(List.of(again), List.of()), bobsGap(List.of(again), phone));
  }

  @Test
  void aRungDeviceThatIsOfflineHasVanished() {
    assertEquals(new DeviceDiff(List.of(), List.of(phone)), bobsGap(List.of(), phone));
  }

  @Test
  void aUserWhoBlocksTheCallerHasNoGap() {
    InvitedUser bob = TestEvents.invited("bob").setBlocksCaller(true).build();
    assertEquals(
        DeviceDiff.NONE, bobsGap(TestEvents.initiated("c", "alice", bob), "ringing", phone));
  }

  @Test
  void aUserWhoHasLeftTheCallHasNoGap() {
    assertEquals(DeviceDiff.NONE, bobsGap(TestEvents.initiated("c", "alice", "bob"), "", phone));
  }

  @Test
  void onlyTheCallersDeviceThatDialledCounts() {
    CallEvent.Builder event = TestEvents.initiated("c", "alice", "bob").toBuilder();
    event.getCallInitiatedBuilder().setInitiatorDevice(desk);
    DeviceRoute again = TestEvents.device("alice", "desk");
    DeviceRoute other = TestEvents.device("alice", "pocket");

    assertEquals(new DeviceDiff(List.of(again), List.of()), alicesGap(event.build(), again, other));
    assertEquals(new DeviceDiff(List.of(), List.of(desk)), alicesGap(event.build(), other));
  }

  private DeviceDiff bobsGap(List<DeviceRoute> here, DeviceRoute... rung) {
    return bobsGap(
        TestEvents.initiated("c", "alice", "bob", rung),
        "ringing",
        here.toArray(DeviceRoute[]::new));
  }

  private static DeviceDiff bobsGap(CallEvent event, String state, DeviceRoute... here) {
    return gap(event, "bob", state, here);
  }

  private static DeviceDiff alicesGap(CallEvent event, DeviceRoute... here) {
    return gap(event, "alice", "joined:desk", here);
  }

  private static DeviceDiff gap(CallEvent event, String user, String state, DeviceRoute... here) {
    UserSnapshot part =
        new UserSnapshot(state.isEmpty() ? Map.of() : Map.of("c", state), List.of(here));
    return new AppliedEvent(event, Map.of(user, part))
        .deviceDiffs()
        .getOrDefault(user, DeviceDiff.NONE);
  }
}
