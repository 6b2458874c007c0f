package dev.visavis.support.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// `visavis_ready`: the result of `/q/health/ready` as a gauge. A scrape gets the last result and
/// triggers the next check, so that it never waits for Kafka or a database.
@Singleton
final class ReadyGauge {
  private static final Logger LOG = Logger.getLogger(ReadyGauge.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final SmallRyeHealthReporter health;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile boolean ready;

  ReadyGauge(SmallRyeHealthReporter health) {
    this.health = health;
  }

  void start(@Observes StartupEvent event, MeterRegistry meters) {
    Gauge.builder("visavis.ready", this, ReadyGauge::value)
        .description("1: /q/health/ready was UP at the scrape before this one")
        .register(meters);
  }

  private double value() {
    if (asking.compareAndSet(false, true)) {
      health
          .getReadinessAsync()
          .ifNoItem()
          .after(LIMIT)
          .fail()
          .onTermination()
          .invoke(() -> asking.set(false))
          .subscribe()
          .with(answer -> ready = !answer.isDown(), this::unknown);
    }
    return ready ? 1 : 0;
  }

  private void unknown(Throwable failure) {
    ready = false;
    LOG.debugf("Readiness is unknown: %s", failure);
  }
}
