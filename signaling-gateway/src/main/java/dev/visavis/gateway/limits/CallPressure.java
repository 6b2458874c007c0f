package dev.visavis.gateway.limits;

import dev.visavis.gateway.GatewayConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// Whether calls are answered as fast as they come. What tells is the age of those that wait for
/// their `call_initiated`, wherever on the way they are: a count would only tell together with the
/// speed of this machine. While they are too old, new calls are refused at once, so that the ones
/// in progress go first.
@Singleton
public final class CallPressure {
  /// So many have to be too old: a few may have lost their answer, or wait for one partition that
  /// changes hands.
  static final int MANY = 10;

  /// The answer is lost, or call-service is away for longer than anybody waits.
  private static final long LOST_NANOS = Duration.ofSeconds(10).toNanos();

  private static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(5);

  private final long limitNanos;
  private final int max;

  /// When each was asked for, the oldest first.
  private final Map<String, Long> waiting = new LinkedHashMap<>();

  @Inject
  CallPressure(GatewayConfig config) {
    this(config.callDelayLimit(), config.maxInFlight());
  }

  CallPressure(Duration limit, int max) {
    this.limitNanos = limit.toNanos();
    this.max = max;
  }

  /// How long the call has to wait before it may be asked for again; zero if it is taken on, and
  /// then [#completed] must follow.
  public synchronized Duration begin(String callId, long nowNanos) {
    Duration wait = toWait(nowNanos);
    if (wait.isZero()) {
      waiting.putIfAbsent(callId, nowNanos);
    }
    return wait;
  }

  /// How long whoever wants to ring people has to wait; zero while calls are answered in time.
  public synchronized Duration toWait(long nowNanos) {
    forgetLost(nowNanos);
    long age = waiting.size() >= MANY ? nowNanos - delayedCalls() : 0;
    boolean tooMany = age > limitNanos || waiting.size() >= max;
    return tooMany ? retryAfter(Math.max(age, limitNanos)) : Duration.ZERO;
  }

  /// The call has its answer, whichever.
  public synchronized void completed(String callId) {
    waiting.remove(callId);
  }

  /// When the youngest of the [#MANY] oldest was asked for.
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

  /// Twice as long as the others have waited, and not for everybody at the same moment.
  private Duration retryAfter(long ageNanos) {
    long nanos = Math.min(2 * ageNanos, MAX_RETRY_DELAY.toNanos());
    return Duration.ofNanos(nanos + ThreadLocalRandom.current().nextLong(nanos / 2 + 1));
  }
}
