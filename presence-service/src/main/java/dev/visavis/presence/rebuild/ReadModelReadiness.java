package dev.visavis.presence.rebuild;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready while Redis answers and holds the whole read model.
@Readiness
@ApplicationScoped
class ReadModelReadiness implements HealthCheck {
  private final ReadModelMonitor monitor;

  ReadModelReadiness(ReadModelMonitor monitor) {
    this.monitor = monitor;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("Read model").status(monitor.isComplete()).build();
  }
}
