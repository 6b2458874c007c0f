package dev.visavis.gateway.limits;

import dev.visavis.gateway.GatewayConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/// How much work the gateway has taken on and not finished. Past its bound more is refused at once,
/// instead of queueing up behind a broker that is slow or away.
@Singleton
public final class InFlight {
  private final int most;
  private final AtomicInteger now = new AtomicInteger();

  @Inject
  InFlight(GatewayConfig config) {
    this(config.maxInFlight());
  }

  InFlight(int most) {
    this.most = most;
  }

  /// Whether one more is taken on; then [#end] must follow.
  public boolean begin() {
    if (now.incrementAndGet() <= most) {
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
