package dev.visavis.gateway.relay;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/// What one socket says and hears in each of its calls. Belongs to the event loop of the socket.
public final class SocketRelays {
  /// Both ways of one call.
  public record CallRelay(Outward outward, Inward inward) {
    LongStream dueAtMs() {
      return LongStream.concat(stream(outward.dueAtMs()), stream(inward.dueAtMs()));
    }

    private static LongStream stream(OptionalLong instant) {
      return instant.isPresent() ? LongStream.of(instant.getAsLong()) : LongStream.empty();
    }
  }

  /// More than anybody is in at once; of the ones beyond, messages go through the log.
  private static final int MAX_CALLS = 64;

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
    OptionalLong due = calls.values().stream().flatMapToLong(CallRelay::dueAtMs).min();
    if (due.isPresent() && !timerIsSet) {
      timerIsSet = true;
      timer.accept(due.getAsLong());
    }
  }

  public void timerFired() {
    timerIsSet = false;
  }
}
