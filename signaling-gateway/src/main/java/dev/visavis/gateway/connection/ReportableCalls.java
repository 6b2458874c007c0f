package dev.visavis.gateway.connection;

import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.DeviceRole;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.LinkedHashMap;
import java.util.Map;

/// The calls that the device of one socket may report on: those that call-service has told it that
/// it is in, and for a while those that it was in. Pure.
public final class ReportableCalls {
  /// What becomes of a report.
  public enum Verdict {
    TAKEN,
    /// The device is in no such call, or has made its last report.
    NOT_IN_CALL,
    TOO_SOON
  }

  /// A device reports every 10 s; a call that moves or ends reports once more in between.
  public static final long MIN_INTERVAL_MS = 1_000;

  /// The last report of a call comes behind its end.
  static final long GRACE_AFTER_END_MS = 30_000;

  /// More than anybody is in at once.
  private static final int MAX_CALLS = 64;

  private record ReportWindow(long untilMs, long nextMs) {}

  private final Map<String, ReportWindow> calls = new LinkedHashMap<>();

  /// This message is sent to the device.
  public void onMessageSent(SignalingMessage message, long nowMs) {
    switch (message.getBodyCase()) {
      case REGISTERED ->
          message.getRegistered().getCallsList().forEach(call -> onCallState(call, nowMs));
      case CALL_STATE -> onCallState(message.getCallState(), nowMs);
      case CALL_ENDED -> onLeft(message.getCallId(), nowMs);
      default -> {}
    }
  }

  /// Asks for a report to be taken.
  public Verdict report(String callId, boolean last, long nowMs) {
    ReportWindow window = calls.get(callId);
    if (window == null || window.untilMs() < nowMs) {
      return Verdict.NOT_IN_CALL;
    }
    if (last) {
      calls.remove(callId);
    } else if (nowMs < window.nextMs()) {
      return Verdict.TOO_SOON;
    } else {
      calls.put(callId, new ReportWindow(window.untilMs(), nowMs + MIN_INTERVAL_MS));
    }
    return Verdict.TAKEN;
  }

  private void onCallState(Call call, long nowMs) {
    if (call.getThisDevice() != DeviceRole.DEVICE_ROLE_JOINED || call.hasEndedAt()) {
      onLeft(call.getCallId(), nowMs);
      return;
    }
    ReportWindow before = calls.get(call.getCallId());
    if (before == null && calls.size() >= MAX_CALLS) {
      calls.remove(calls.keySet().iterator().next());
    }
    long nextMs = before == null ? nowMs : before.nextMs();
    calls.put(call.getCallId(), new ReportWindow(Long.MAX_VALUE, nextMs));
  }

  private void onLeft(String callId, long nowMs) {
    calls.computeIfPresent(
        callId,
        (id, window) ->
            new ReportWindow(
                Math.min(window.untilMs(), nowMs + GRACE_AFTER_END_MS), window.nextMs()));
  }
}
