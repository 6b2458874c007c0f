package dev.visavis.gateway.quality;

import static dev.visavis.gateway.quality.Seats.Verdict.NO_SEAT;
import static dev.visavis.gateway.quality.Seats.Verdict.TAKEN;
import static dev.visavis.gateway.quality.Seats.Verdict.TOO_SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Timestamp;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.CallEnded;
import dev.visavis.proto.v1.DeviceRole;
import dev.visavis.proto.v1.Registered;
import dev.visavis.proto.v1.SignalingMessage;
import org.junit.jupiter.api.Test;

class SeatsTest {
  private final Seats seats = new Seats();

  @Test
  void whoWasNotToldThatItIsInTheCallReportsNothing() {
    assertEquals(NO_SEAT, seats.report("c", false, 0));
    seats.heard(state(DeviceRole.DEVICE_ROLE_RINGING), 0);
    seats.heard(state(DeviceRole.DEVICE_ROLE_OBSERVER), 0);
    assertEquals(NO_SEAT, seats.report("c", false, 0));
  }

  @Test
  void whoIsInReportsAtMostOnceASecond() {
    seats.heard(state(DeviceRole.DEVICE_ROLE_JOINED), 0);
    assertEquals(TAKEN, seats.report("c", false, 5));
    assertEquals(TOO_SOON, seats.report("c", false, 1_004));
    assertEquals(TAKEN, seats.report("c", false, 1_005));
    seats.heard(state(DeviceRole.DEVICE_ROLE_JOINED), 1_006);
    assertEquals(TOO_SOON, seats.report("c", false, 1_007));
    assertEquals(TAKEN, seats.report("c", true, 1_008));
  }

  @Test
  void theLastReportComesBehindTheEndAndOnce() {
    seats.heard(state(DeviceRole.DEVICE_ROLE_JOINED), 0);
    seats.heard(ended(), 100);
    assertEquals(TAKEN, seats.report("c", true, 100 + Seats.AFTERWARDS_MS));
    assertEquals(NO_SEAT, seats.report("c", true, 200));
  }

  @Test
  void aReportLongAfterTheEndIsRefused() {
    seats.heard(state(DeviceRole.DEVICE_ROLE_JOINED), 0);
    seats.heard(ended(), 100);
    assertEquals(NO_SEAT, seats.report("c", true, 101 + Seats.AFTERWARDS_MS));
  }

  @Test
  void aDeviceThatComesBackGoesOnReporting() {
    Registered back = Registered.newBuilder().addCalls(call(DeviceRole.DEVICE_ROLE_JOINED)).build();
    seats.heard(SignalingMessage.newBuilder().setRegistered(back).build(), 0);
    assertEquals(TAKEN, seats.report("c", false, 0));
  }

  @Test
  void theStateOfACallThatIsOverIsItsEndToo() {
    seats.heard(state(DeviceRole.DEVICE_ROLE_JOINED), 0);
    Call over =
        call(DeviceRole.DEVICE_ROLE_JOINED).toBuilder()
            .setEndedAt(Timestamp.getDefaultInstance())
            .build();
    seats.heard(SignalingMessage.newBuilder().setCallState(over).build(), 0);
    assertEquals(NO_SEAT, seats.report("c", false, 1 + Seats.AFTERWARDS_MS));
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
