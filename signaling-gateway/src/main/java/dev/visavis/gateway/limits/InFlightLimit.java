package dev.visavis.gateway.limits;

import dev.visavis.gateway.GatewayConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/// How much work the gateway has taken on and not finished. Past its bound more is refused at once,
/// instead of queueing up behind a broker that is slow or away.
@Singleton
public final class InFlightLimit {
  private final int max;
  private final AtomicInteger now = new AtomicInteger();

  @Inject
  public InFlightLimit(GatewayConfig config) {
    this(config.maxInFlight());
  }

  InFlightLimit(int max) {
    this.max = max;
  }

  /// Whether one more is taken on; then [#end] must follow.
  public boolean begin() {
    if (now.incrementAndGet() <= max) {
      return true;
    }
    now.decrementAndGet();
    return false;
  }

  public void end() {
    now.decrementAndGet();
  }

  public int now() {
    return now.get();
  }
}
