package dev.visavis.media.log;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready once the requests for rooms and the messages of devices are read.
@Readiness
@ApplicationScoped
class LogReadiness implements HealthCheck {
  private final LogReaders readers;

  LogReadiness(LogReaders readers) {
    this.readers = readers;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("Kafka readers").status(readers.arePositioned()).build();
  }
}
