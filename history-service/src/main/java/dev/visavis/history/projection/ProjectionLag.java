package dev.visavis.history.projection;

import dev.visavis.proto.Topic;
import dev.visavis.support.metrics.ConsumerLag;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Measures how far the history lags behind the log.
@ApplicationScoped
class ProjectionLag {
  private final ConsumerLag lag;

  ProjectionLag(
      @Identifier("default-kafka-broker") Map<String, Object> broker, MeterRegistry metrics) {
    this.lag = new ConsumerLag(broker, metrics);
  }

  void start(
      @Observes StartupEvent event,
      @ConfigProperty(name = "mp.messaging.incoming.call-events.group.id") String calls,
      @ConfigProperty(name = "mp.messaging.incoming.user-profiles.group.id") String profiles) {
    lag.watch(calls, Topic.CALL_EVENTS);
    lag.watch(profiles, Topic.USER_PROFILES);
  }

  void stop(@Observes ShutdownEvent event) {
    lag.close();
  }
}
