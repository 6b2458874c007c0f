package dev.visavis.call.streams;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready once the engine owns its partitions and has restored their calls.
@Readiness
@ApplicationScoped
public class EngineReadiness implements HealthCheck {
  private final StreamsRunner streams;

  EngineReadiness(StreamsRunner streams) {
    this.streams = streams;
  }

  @Override
  public HealthCheckResponse call() {
    KafkaStreams.State state = streams.state();
    return HealthCheckResponse.named("engine")
        .status(state == KafkaStreams.State.RUNNING)
        .withData("state", state == null ? "WAITING_FOR_KAFKA" : state.name())
        .build();
  }
}
