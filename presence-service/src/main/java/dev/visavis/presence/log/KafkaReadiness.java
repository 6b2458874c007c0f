package dev.visavis.presence.log;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready once the consumers have their partitions: from then on registrations are processed.
@Readiness
@ApplicationScoped
class KafkaReadiness implements HealthCheck {
  private final TopicConsumers consumers;

  KafkaReadiness(TopicConsumers consumers) {
    this.consumers = consumers;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("Kafka consumers").status(consumers.areAssigned()).build();
  }
}
