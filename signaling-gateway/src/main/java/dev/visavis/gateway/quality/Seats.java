package dev.visavis.gateway.quality;

import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.DeviceRole;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.LinkedHashMap;
import java.util.Map;

/// The calls that the device of one socket may report on: those that call-service has told it that
/// it is in, and for a while those that it was in. Pure.
public final class Seats {
  /// What becomes of a report.
  public enum Verdict {
    TAKEN,
    /// The device is in no such call, or has made its last report.
    NO_SEAT,
    TOO_SOON
  }

  /// A device reports every 10 s; a call that moves or ends reports once more in between.
  static final long MIN_INTERVAL_MS = 1_000;

  /// The last report of a call comes behind its end.
  static final long AFTERWARDS_MS = 30_000;

  /// More than anybody is in at once.
  private static final int MAX_CALLS = 64;

  private record Seat(long untilMs, long nextMs) {}

  private final Map<String, Seat> seats = new LinkedHashMap<>();

  /// The device hears this.
  public void heard(SignalingMessage message, long nowMs) {
    switch (message.getBodyCase()) {
      case REGISTERED -> message.getRegistered().getCallsList().forEach(call -> told(call, nowMs));
      case CALL_STATE -> told(message.getCallState(), nowMs);
      case CALL_ENDED -> leave(message.getCallId(), nowMs);
      default -> {}
    }
  }

  /// Asks for a report to be taken.
  public Verdict report(String callId, boolean last, long nowMs) {
    Seat seat = seats.get(callId);
    if (seat == null || seat.untilMs() < nowMs) {
      return Verdict.NO_SEAT;
    }
    if (last) {
      seats.remove(callId);
    } else if (nowMs < seat.nextMs()) {
      return Verdict.TOO_SOON;
    } else {
      seats.put(callId, new Seat(seat.untilMs(), nowMs + MIN_INTERVAL_MS));
    }
    return Verdict.TAKEN;
  }

  private void told(Call call, long nowMs) {
    if (call.getThisDevice() != DeviceRole.DEVICE_ROLE_JOINED || call.hasEndedAt()) {
      leave(call.getCallId(), nowMs);
      return;
    }
    Seat before = seats.get(call.getCallId());
    if (before == null && seats.size() >= MAX_CALLS) {
      seats.remove(seats.keySet().iterator().next());
    }
    long nextMs = before == null ? nowMs : before.nextMs();
    seats.put(call.getCallId(), new Seat(Long.MAX_VALUE, nextMs));
  }

  private void leave(String callId, long nowMs) {
    seats.computeIfPresent(
        callId,
        (id, seat) -> new Seat(Math.min(seat.untilMs(), nowMs + AFTERWARDS_MS), seat.nextMs()));
  }
}
