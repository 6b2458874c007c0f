package dev.visavis.gateway.connection;

import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.RegisteredCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A registration that waits for its parts: presence-service must know the device, and call-service
/// sends a part for each live call, in any order. Other deliveries for the device are held
/// meanwhile.
///
/// Pure: the caller passes the time, in milliseconds of any clock that does not go back.
public final class PendingRegistration {
  /// More than call-service stores for a device, plus the states of its calls.
  static final int MAX_HELD = 256;

  /// The state of the registration.
  public sealed interface State {}

  /// Parts are missing. Call [#state] again after each delivery, and at `untilMs` at the latest.
  public record Waiting(long untilMs) implements State {}

  /// The device can ring. `held` is sent to it after `registered`.
  public record Complete(List<Call> calls, List<Delivery> held) implements State {}

  /// presence-service did not reply in time.
  public record Failed() implements State {}

  private final long presenceUntilMs;
  private final long callStateTimeoutMs;
  private final Map<String, Optional<Call>> calls = new HashMap<>();
  private final List<Delivery> held = new ArrayList<>();
  private boolean overflowed;
  private @Nullable List<String> liveCallIds;
  private long callsUntilMs;

  public PendingRegistration(long nowMs, long presenceWithinMs, long callStateTimeoutMs) {
    this.presenceUntilMs = nowMs + presenceWithinMs;
    this.callStateTimeoutMs = callStateTimeoutMs;
  }

  public void deviceRegistered(List<String> liveCalls, long nowMs) {
    if (liveCallIds == null) {
      liveCallIds = List.copyOf(liveCalls);
      callsUntilMs = nowMs + callStateTimeoutMs;
    }
  }

  public void registeredCall(RegisteredCall part) {
    Optional<Call> call = part.hasCall() ? Optional.of(part.getCall()) : Optional.empty();
    if (calls.size() < MAX_HELD) {
      calls.put(part.getCallId(), call);
    }
  }

  /// Holds a delivery until the registration is complete. Returns false if there is no room; the
  /// device's calls then have `resumed: false`, because it has missed messages.
  public boolean hold(Delivery delivery) {
    overflowed |= held.size() >= MAX_HELD;
    return held.size() < MAX_HELD && held.add(delivery);
  }

  /// The held deliveries of a registration that failed.
  public List<Delivery> held() {
    return List.copyOf(held);
  }

  public State state(long nowMs) {
    if (liveCallIds == null) {
      return nowMs < presenceUntilMs ? new Waiting(presenceUntilMs) : new Failed();
    }
    boolean missing = !calls.keySet().containsAll(liveCallIds);
    return missing && nowMs < callsUntilMs
        ? new Waiting(callsUntilMs)
        : new Complete(collected(liveCallIds), List.copyOf(held));
  }

  private List<Call> collected(List<String> ids) {
    return ids.stream()
        .flatMap(id -> calls.getOrDefault(id, Optional.empty()).stream())
        .map(call -> call.toBuilder().setResumed(call.getResumed() && !overflowed).build())
        .toList();
  }
}
