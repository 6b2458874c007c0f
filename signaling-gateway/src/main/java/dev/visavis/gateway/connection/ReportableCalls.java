package dev.visavis.gateway.connection;

import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.DeviceRole;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.LinkedHashMap;
import java.util.Map;

/// The calls for which the device of one socket may send quality reports: those in which it is
/// joined according to the messages that call-service sent it, and for 30 s those that it has left.
/// Pure.
public final class ReportableCalls {
  /// Whether a report is accepted, and if not, why.
  public enum Verdict {
    TAKEN,
    /// The device is not in this call, or has sent its last report.
    NOT_IN_CALL,
    TOO_SOON
  }

  /// A device reports every 10 s, and once more when its call moves or ends.
  public static final long MIN_INTERVAL_MS = 1_000;

  /// The last report of a call arrives after its end.
  static final long GRACE_AFTER_END_MS = 30_000;

  /// More calls than a device is ever in at once.
  private static final int MAX_CALLS = 64;

  private record ReportWindow(long untilMs, long nextMs) {}

  private final Map<String, ReportWindow> calls = new LinkedHashMap<>();

  /// Notes a message that is sent to the device.
  public void onMessageSent(SignalingMessage message, long nowMs) {
    switch (message.getBodyCase()) {
      case REGISTERED ->
          message.getRegistered().getCallsList().forEach(call -> onCallState(call, nowMs));
      case CALL_STATE -> onCallState(message.getCallState(), nowMs);
      case CALL_ENDED -> onLeft(message.getCallId(), nowMs);
      default -> {}
    }
  }

  /// Decides on a report.
  ///
  /// @param last whether it is the device's last report for this call
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
