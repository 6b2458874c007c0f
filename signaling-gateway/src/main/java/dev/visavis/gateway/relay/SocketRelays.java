package dev.visavis.gateway.relay;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/// What one socket says and hears in each of its calls. Belongs to the event loop of the socket.
public final class SocketRelays {
  /// Both ways of one call.
  public record CallRelay(Outward outward, Inward inward) {}

  /// More than anybody is in at once; of the ones beyond, messages go through the log.
  private static final int MAX_CALLS = 64;

  private static final long NEVER = Long.MAX_VALUE;

  private final String userId;
  private final Map<String, CallRelay> calls = new LinkedHashMap<>();
  private String connectionId;
  private long barriers;
  private boolean timerIsSet;

  /// @param connectionId of the socket, as the others know it
  public SocketRelays(String userId, String connectionId) {
    this.userId = userId;
    this.connectionId = connectionId;
  }

  public String userId() {
    return userId;
  }

  public CallRelay of(String callId) {
    CallRelay known = calls.get(callId);
    if (known != null) {
      return known;
    }
    if (calls.size() >= MAX_CALLS) {
      calls.remove(calls.keySet().iterator().next());
    }
    CallRelay fresh = new CallRelay(new Outward(userId, this::nextBarrier), new Inward());
    calls.put(callId, fresh);
    return fresh;
  }

  public void forget(String callId) {
    calls.remove(callId);
  }

  public Map<String, CallRelay> all() {
    return Map.copyOf(calls);
  }

  /// Whether the device is in a call other than this one.
  boolean inAnotherCall(String callId) {
    return calls.entrySet().stream()
        .anyMatch(other -> !other.getKey().equals(callId) && other.getValue().outward().isJoined());
  }

  private String nextBarrier() {
    return connectionId + ":barrier:" + ++barriers;
  }

  /// Sets a timer if something waits and there is none.
  ///
  /// @param timer told when it has to fire, after which [#timerFired] follows
  public void setTimer(LongConsumer timer) {
    if (timerIsSet) {
      return;
    }
    long due = NEVER;
    for (CallRelay relay : calls.values()) {
      due = Math.min(due, relay.outward().dueAtMs().orElse(NEVER));
      due = Math.min(due, relay.inward().dueAtMs().orElse(NEVER));
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
