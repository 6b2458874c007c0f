package dev.visavis.presence.store;

import java.util.Map;

/// The states in `PresenceKeys.calls`: `ringing` or `joined:<deviceId>`.
public final class LiveCalls {
  public static final String RINGING = "ringing";
  private static final String JOINED = "joined:";

  private LiveCalls() {}

  public static String joined(String deviceId) {
    return JOINED + deviceId;
  }

  public static boolean isJoined(String state) {
    return state.startsWith(JOINED);
  }

  /// Whether these calls include a joined one other than `callId`.
  public static boolean joinedElsewhere(Map<String, String> calls, String callId) {
    return calls.entrySet().stream()
        .anyMatch(call -> !call.getKey().equals(callId) && isJoined(call.getValue()));
  }
}
