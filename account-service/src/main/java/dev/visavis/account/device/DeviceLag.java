package dev.visavis.account.device;

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

/// Measures how far the table of devices lags behind the log.
@ApplicationScoped
class DeviceLag {
  private final ConsumerLag lag;

  DeviceLag(@Identifier("default-kafka-broker") Map<String, Object> broker, MeterRegistry metrics) {
    this.lag = new ConsumerLag(broker, metrics);
  }

  void start(
      @Observes StartupEvent event,
      @ConfigProperty(name = "mp.messaging.incoming.device-events.group.id") String devices) {
    lag.watch(devices, Topic.DEVICE_EVENTS);
  }

  void stop(@Observes ShutdownEvent event) {
    lag.close();
  }
}
