package dev.visavis.gateway.paths;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/// The send and receive paths of one socket, for each of its calls. Only for the socket's event
/// loop.
public final class SocketPaths {
  /// The paths of one call.
  public record CallPaths(SendPath sendPath, ReceivePath receivePath) {}

  /// More calls than one user is in at once. Beyond it, the paths of the oldest call are
  /// dropped and its signals go through the log.
  private static final int MAX_CALLS = 64;

  private static final long NEVER = Long.MAX_VALUE;

  private final String userId;
  private final Map<String, CallPaths> calls = new LinkedHashMap<>();

  /// The calls that the device has left, the latest last: it may join one again.
  private final Set<String> left = new LinkedHashSet<>();

  private String connectionId;
  private long barriers;
  private boolean timerIsSet;

  /// @param connectionId the socket's current connection
  public SocketPaths(String userId, String connectionId) {
    this.userId = userId;
    this.connectionId = connectionId;
  }

  public String userId() {
    return userId;
  }

  public CallPaths of(String callId) {
    CallPaths known = calls.get(callId);
    if (known != null) {
      return known;
    }
    if (calls.size() >= MAX_CALLS) {
      calls.remove(calls.keySet().iterator().next());
    }
    CallPaths fresh =
        new CallPaths(
            new SendPath(userId, this::nextBarrierId, left.contains(callId)), new ReceivePath());
    calls.put(callId, fresh);
    return fresh;
  }

  /// The call has ended for the device.
  public void forget(String callId) {
    calls.remove(callId);
    left.add(callId);
    if (left.size() > MAX_CALLS) {
      left.remove(left.iterator().next());
    }
  }

  /// A copy, in the order in which the calls were added.
  public Map<String, CallPaths> all() {
    return new LinkedHashMap<>(calls);
  }

  /// Whether the device is in a call other than this one.
  public boolean inAnotherCall(String callId) {
    return calls.entrySet().stream()
        .anyMatch(
            other -> !other.getKey().equals(callId) && other.getValue().sendPath().isJoined());
  }

  private String nextBarrierId() {
    return connectionId + ":barrier:" + ++barriers;
  }

  /// Sets a timer if a path has a deadline and no timer is set.
  ///
  /// @param timer called with the time at which it must fire, in monotonic milliseconds; when it
  ///     fires, it must call [#timerFired]
  public void setTimer(LongConsumer timer) {
    if (timerIsSet) {
      return;
    }
    long due = NEVER;
    for (CallPaths paths : calls.values()) {
      due = Math.min(due, paths.sendPath().nextExpiryMs().orElse(NEVER));
      due = Math.min(due, paths.receivePath().nextExpiryMs().orElse(NEVER));
    }
    if (due != NEVER) {
      timerIsSet = true;
      timer.accept(due);
    }
  }

  public void timerFired() {
    timerIsSet = false;
  }
}
