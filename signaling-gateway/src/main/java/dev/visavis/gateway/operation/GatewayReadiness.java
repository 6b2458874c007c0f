package dev.visavis.gateway.operation;

import dev.visavis.gateway.auth.JwksCache;
import dev.visavis.gateway.limits.Admission;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready when a device that connects now could place calls and be rung. Kafka and Redis have their
/// own checks.
@Readiness
@Singleton
final class GatewayReadiness implements HealthCheck {
  private final Admission admission;
  private final JwksCache keys;

  GatewayReadiness(Admission admission, JwksCache keys) {
    this.admission = admission;
    this.keys = keys;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("gateway")
        .status(admission.open() && keys.loaded())
        .withData("acceptsSockets", admission.open())
        .withData("draining", admission.draining())
        .withData("signingKeys", keys.loaded())
        .build();
  }
}
