package dev.visavis.gateway.presence;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// A gauge for the age of this gateway's lease. If it exceeds the lease's length, presence-service
/// declares the gateway dead.
@Singleton
final class LeaseGauge {
  void start(@Observes StartupEvent event, MeterRegistry meters, GatewayLease lease) {
    Gauge.builder("visavis.gateway.lease.age", lease, GatewayLease::age)
        .description("time since this gateway renewed its lease in Redis")
        .baseUnit("seconds")
        .register(meters);
  }
}
