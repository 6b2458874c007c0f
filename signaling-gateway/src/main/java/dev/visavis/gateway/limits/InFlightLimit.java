package dev.visavis.gateway.limits;

import dev.visavis.gateway.GatewayConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/// Limits the number of records that the gateway is writing at once. Above the limit, commands are
/// refused immediately instead of waiting for a broker that is slow or down.
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

  /// Counts one more record, unless the limit is reached. If this returns true, [#end] must follow.
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
