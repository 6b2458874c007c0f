package dev.visavis.presence.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.presence.TestEvents;
import dev.visavis.presence.device.DeviceUpdateResult.Verdict;
import dev.visavis.presence.log.Output;
import dev.visavis.presence.store.ProtoTime;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceOffline;
import dev.visavis.proto.v1.DeviceRevoked;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.ErrorCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeviceOutputsTest {
  private final DeviceRoute phone = TestEvents.device("bob", "phone");
  private final DeviceRoute newer = TestEvents.device("bob", "phone", 3, "other");

  @Test
  void aConnectedDeviceIsReportedToEachLiveCallAndToTheGateway() {
    List<Output> outputs =
        of(TestEvents.online(phone), Verdict.APPLIED, null, Map.of("c1", "ringing"));

    CallCommand command = command(outputs.get(0));
    assertEquals("c1", command.getCallId());
    assertEquals(phone, command.getDeviceConnected().getDevice());
    assertFalse(command.getDeviceConnected().getInCall());
    assertEquals(
        List.of("c1"), delivery(outputs.get(1)).getDeviceRegistered().getLiveCallIdsList());
  }

  @Test
  void aCallIsNotifiedThatItsUserIsInAnotherCall() {
    List<Output> outputs =
        of(
            TestEvents.online(phone),
            Verdict.APPLIED,
            null,
            Map.of("c1", "ringing", "c2", "joined:desk"));

    for (Output output : outputs.subList(0, 2)) {
      boolean ringing = command(output).getCallId().equals("c1");
      assertEquals(ringing, command(output).getDeviceConnected().getInCall());
    }
  }

  @Test
  void aRepeatedRecordHasTheSameOutputs() {
    Map<String, String> calls = Map.of("c1", "ringing");
    assertEquals(
        of(TestEvents.online(phone), Verdict.APPLIED, null, calls),
        of(TestEvents.online(phone), Verdict.APPLIED, null, calls));
  }

  @Test
  void aReplacedConnectionIsClosed() {
    List<Output> outputs = of(TestEvents.online(newer), Verdict.APPLIED, phone, Map.of());

    Delivery replaced = delivery(outputs.getLast());
    assertTrue(replaced.hasConnectionReplaced());
    assertEquals(phone, replaced.getTo());
  }

  @Test
  void aReplayedRegistrationClosesItsOwnConnectionOnly() {
    List<Output> outputs = of(TestEvents.online(phone), Verdict.OLD, newer, Map.of());

    assertEquals(phone, delivery(outputs.getFirst()).getTo());
    assertTrue(of(TestEvents.online(phone), Verdict.OLD, phone, Map.of()).isEmpty());
  }

  @Test
  void aDisconnectionReportsWhetherTheGatewayDied() {
    DeviceEvent died =
        TestEvents.offline(phone).toBuilder()
            .setOffline(DeviceOffline.newBuilder().setAbrupt(true))
            .build();
    List<Output> outputs = of(died, Verdict.APPLIED, phone, Map.of("c1", "joined:phone"));

    CallCommand command = command(outputs.getFirst());
    assertTrue(command.getDeviceDisconnected().getAbrupt());
    assertEquals(phone.getConnectionId(), command.getDeviceDisconnected().getConnectionId());
  }

  @Test
  void aDisconnectionReportsWhetherAMessageLossIsUnconfirmed() {
    DeviceEvent lossUnconfirmed =
        TestEvents.offline(phone).toBuilder()
            .setOffline(DeviceOffline.newBuilder().setLossUnconfirmed(true))
            .build();
    List<Output> outputs =
        of(lossUnconfirmed, Verdict.APPLIED, phone, Map.of("c1", "joined:phone"));

    assertTrue(command(outputs.getFirst()).getDeviceDisconnected().getLossUnconfirmed());
    assertFalse(command(outputs.getFirst()).getDeviceDisconnected().getAbrupt());
  }

  @Test
  void aDisconnectionReportsWhetherThePageWasClosed() {
    DeviceEvent pageClosed =
        TestEvents.offline(phone).toBuilder()
            .setOffline(DeviceOffline.newBuilder().setPageClosed(true))
            .build();
    List<Output> outputs = of(pageClosed, Verdict.APPLIED, phone, Map.of("c1", "joined:phone"));
    assertTrue(command(outputs.getFirst()).getDeviceDisconnected().getPageClosed());
  }

  @Test
  void anOverruledRecordIsFollowedByTheCurrentStateForCompaction() {
    DeviceEvent stands =
        device(of(TestEvents.offline(phone), Verdict.OVERRULED, newer, Map.of()).getFirst());
    assertTrue(stands.hasOnline());
    assertEquals(newer, stands.getDevice());
    assertEquals(ProtoTime.ofMillis(1_500), stands.getOnline().getSignedInAt());
    assertEquals("here", stands.getOnline().getSessionId());

    DeviceEvent gone =
        device(of(TestEvents.online(phone), Verdict.OVERRULED, null, Map.of()).getFirst());
    assertTrue(gone.hasOffline());
    assertEquals(phone, gone.getDevice());
  }

  @Test
  void aRevokedDeviceLeavesItsCallsAndItsSocketIsClosed() {
    DeviceEvent revoked =
        TestEvents.offline(phone).toBuilder()
            .setRevoked(DeviceRevoked.getDefaultInstance())
            .build();
    List<Output> outputs = of(revoked, Verdict.APPLIED, phone, Map.of("c1", "ringing"));

    assertTrue(command(outputs.get(0)).hasDeviceDisconnected());
    assertTrue(delivery(outputs.get(1)).hasConnectionRevoked());
    assertTrue(of(revoked, Verdict.APPLIED, null, Map.of("c1", "ringing")).isEmpty());
  }

  @Test
  void aRevocationBeforeTheLatestSignInKeepsTheDevice() {
    DeviceEvent revoked =
        TestEvents.offline(phone).toBuilder()
            .setRevoked(DeviceRevoked.getDefaultInstance())
            .build();
    List<Output> outputs = of(revoked, Verdict.OVERRULED, newer, Map.of("c1", "ringing"));

    assertEquals(1, outputs.size());
    assertTrue(device(outputs.getFirst()).hasOnline());
    assertEquals(newer, device(outputs.getFirst()).getDevice());
  }

  @Test
  void aRefusalIsSentToTheDeviceAndToNoCall() {
    Map<String, String> calls = Map.of("c1", "ringing");
    List<Output> revoked = of(TestEvents.online(phone), Verdict.REVOKED, null, calls);
    assertEquals(1, revoked.size());
    assertTrue(delivery(revoked.getFirst()).hasConnectionRevoked());
    assertEquals(phone, delivery(revoked.getFirst()).getTo());

    List<Output> full = of(TestEvents.online(phone), Verdict.FULL, null, calls);
    assertEquals(1, full.size());
    assertEquals(
        ErrorCode.TOO_MANY_DEVICES,
        delivery(full.getFirst()).getDeviceRefused().getError().getCode());
  }

  private static List<Output> of(
      DeviceEvent event, Verdict verdict, @Nullable DeviceRoute route, Map<String, String> calls) {
    return DeviceOutputs.of(event, new DeviceUpdateResult(verdict, route, calls, 1_500, "here"));
  }

  private static CallCommand command(Output output) {
    return ((Output.Command) output).command();
  }

  private static Delivery delivery(Output output) {
    return ((Output.ToGateway) output).delivery();
  }

  private static DeviceEvent device(Output output) {
    return ((Output.Device) output).event();
  }
}
