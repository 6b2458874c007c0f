package dev.visavis.gateway.presence;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// How old this gateway's lease is: past its length, the gateway is declared dead.
@Singleton
final class LeaseGauge {
  void start(@Observes StartupEvent event, MeterRegistry meters, GatewayLease lease) {
    Gauge.builder("visavis.gateway.lease.age", lease, GatewayLease::age)
        .description("since this gateway last said in Redis that it lives")
        .baseUnit("seconds")
        .register(meters);
  }
}
