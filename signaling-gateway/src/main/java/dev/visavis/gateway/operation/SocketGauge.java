package dev.visavis.gateway.operation;

import dev.visavis.gateway.connection.SocketRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Gauges for the number of open sockets, by which gateways are scaled, and of their devices.
@Singleton
final class SocketGauge {
  void start(@Observes StartupEvent event, MeterRegistry meters, SocketRegistry registry) {
    meters.gauge("visavis.gateway.sockets", registry, SocketRegistry::size);
    meters.gauge("visavis.gateway.devices", registry, SocketRegistry::devices);
  }
}
