package dev.visavis.gateway.limits;

import dev.visavis.gateway.GatewayConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// Refuses new calls while the system is overloaded. The measure is the age of the calls that wait
/// for their `call_initiated`, because it covers the whole path through Kafka and call-service; the
/// meaning of a count would depend on the speed of the machine. While they are too old, new calls
/// are refused at once, so that the waiting ones are served first.
@Singleton
public final class CallPressure {
  /// How many calls must be too old. A few may have lost their reply, or wait for one partition
  /// that moves to another instance.
  static final int MANY = 10;

  /// After this time the reply is lost, or call-service is down for longer than any user waits.
  private static final long LOST_NANOS = Duration.ofSeconds(10).toNanos();

  private static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(5);

  private final long limitNanos;
  private final int max;

  /// When each waiting call was requested, by call id, the oldest first.
  private final Map<String, Long> waiting = new LinkedHashMap<>();

  @Inject
  CallPressure(GatewayConfig config) {
    this(config.callDelayLimit(), config.maxInFlight());
  }

  CallPressure(Duration limit, int max) {
    this.limitNanos = limit.toNanos();
    this.max = max;
  }

  /// Returns how long the client has to wait before it requests the call again. Zero if the call is
  /// admitted; then [#completed] must follow.
  public synchronized Duration begin(String callId, long nowNanos) {
    Duration wait = toWait(nowNanos);
    if (wait.isZero()) {
      waiting.putIfAbsent(callId, nowNanos);
    }
    return wait;
  }

  /// Returns how long a client has to wait before it may ring users; zero without overload.
  public synchronized Duration toWait(long nowNanos) {
    forgetLost(nowNanos);
    long age = waiting.size() >= MANY ? nowNanos - delayedCalls() : 0;
    boolean tooMany = age > limitNanos || waiting.size() >= max;
    return tooMany ? retryAfter(Math.max(age, limitNanos)) : Duration.ZERO;
  }

  /// The call has its reply, `call_initiated` or an error.
  public synchronized void completed(String callId) {
    waiting.remove(callId);
  }

  /// Returns when the youngest of the [#MANY] oldest calls was requested.
  private long delayedCalls() {
    Iterator<Long> oldest = waiting.values().iterator();
    for (int i = 1; i < MANY; i++) {
      oldest.next();
    }
    return oldest.next();
  }

  private void forgetLost(long nowNanos) {
    Iterator<Long> oldest = waiting.values().iterator();
    while (oldest.hasNext() && nowNanos - oldest.next() > LOST_NANOS) {
      oldest.remove();
    }
  }

  /// Twice the age of the waiting calls, plus up to half as much at random, so that clients do not
  /// all retry at the same moment.
  private Duration retryAfter(long ageNanos) {
    long nanos = Math.min(2 * ageNanos, MAX_RETRY_DELAY.toNanos());
    return Duration.ofNanos(nanos + ThreadLocalRandom.current().nextLong(nanos / 2 + 1));
  }
}
