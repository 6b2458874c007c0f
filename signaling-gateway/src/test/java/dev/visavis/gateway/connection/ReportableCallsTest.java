package dev.visavis.gateway.connection;

import static dev.visavis.gateway.connection.ReportableCalls.Verdict.NOT_IN_CALL;
import static dev.visavis.gateway.connection.ReportableCalls.Verdict.TAKEN;
import static dev.visavis.gateway.connection.ReportableCalls.Verdict.TOO_SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Timestamp;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.CallEnded;
import dev.visavis.proto.v1.DeviceRole;
import dev.visavis.proto.v1.Registered;
import dev.visavis.proto.v1.SignalingMessage;
import org.junit.jupiter.api.Test;

class ReportableCallsTest {
  private final ReportableCalls reportableCalls = new ReportableCalls();

  @Test
  void aDeviceThatIsNotJoinedMayNotReport() {
    assertEquals(NOT_IN_CALL, reportableCalls.report("c", false, 0));
    reportableCalls.onMessageSent(state(DeviceRole.DEVICE_ROLE_RINGING), 0);
    reportableCalls.onMessageSent(state(DeviceRole.DEVICE_ROLE_OBSERVER), 0);
    assertEquals(NOT_IN_CALL, reportableCalls.report("c", false, 0));
  }

  @Test
  void aJoinedDeviceReportsAtMostOnceASecond() {
    reportableCalls.onMessageSent(state(DeviceRole.DEVICE_ROLE_JOINED), 0);
    assertEquals(TAKEN, reportableCalls.report("c", false, 5));
    assertEquals(TOO_SOON, reportableCalls.report("c", false, 1_004));
    assertEquals(TAKEN, reportableCalls.report("c", false, 1_005));
    reportableCalls.onMessageSent(state(DeviceRole.DEVICE_ROLE_JOINED), 1_006);
    assertEquals(TOO_SOON, reportableCalls.report("c", false, 1_007));
    assertEquals(TAKEN, reportableCalls.report("c", true, 1_008));
  }

  @Test
  void theLastReportIsAcceptedOnceAfterTheEnd() {
    reportableCalls.onMessageSent(state(DeviceRole.DEVICE_ROLE_JOINED), 0);
    reportableCalls.onMessageSent(ended(), 100);
    assertEquals(
        TAKEN, reportableCalls.report("c", true, 100 + ReportableCalls.GRACE_AFTER_END_MS));
    assertEquals(NOT_IN_CALL, reportableCalls.report("c", true, 200));
  }

  @Test
  void aReportLongAfterTheEndIsRefused() {
    reportableCalls.onMessageSent(state(DeviceRole.DEVICE_ROLE_JOINED), 0);
    reportableCalls.onMessageSent(ended(), 100);
    assertEquals(
        NOT_IN_CALL, reportableCalls.report("c", true, 101 + ReportableCalls.GRACE_AFTER_END_MS));
  }

  @Test
  void aReconnectedDeviceMayReport() {
    Registered back = Registered.newBuilder().addCalls(call(DeviceRole.DEVICE_ROLE_JOINED)).build();
    reportableCalls.onMessageSent(SignalingMessage.newBuilder().setRegistered(back).build(), 0);
    assertEquals(TAKEN, reportableCalls.report("c", false, 0));
  }

  @Test
  void theStateOfAnEndedCallEndsReportingToo() {
    reportableCalls.onMessageSent(state(DeviceRole.DEVICE_ROLE_JOINED), 0);
    Call over =
        call(DeviceRole.DEVICE_ROLE_JOINED).toBuilder()
            .setEndedAt(Timestamp.getDefaultInstance())
            .build();
    reportableCalls.onMessageSent(SignalingMessage.newBuilder().setCallState(over).build(), 0);
    assertEquals(
        NOT_IN_CALL, reportableCalls.report("c", false, 1 + ReportableCalls.GRACE_AFTER_END_MS));
  }

  private static SignalingMessage state(DeviceRole role) {
    return SignalingMessage.newBuilder().setCallState(call(role)).build();
  }

  private static SignalingMessage ended() {
    return SignalingMessage.newBuilder()
        .setCallId("c")
        .setCallEnded(CallEnded.getDefaultInstance())
        .build();
  }

  private static Call call(DeviceRole role) {
    return Call.newBuilder().setCallId("c").setThisDevice(role).build();
  }
}
