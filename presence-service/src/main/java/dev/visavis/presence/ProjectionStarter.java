package dev.visavis.presence;

import dev.visavis.presence.call.CallProjection;
import dev.visavis.presence.device.DeviceProjection;
import dev.visavis.presence.log.TopicConsumers;
import dev.visavis.presence.profile.ProfileProjection;
import dev.visavis.proto.Topic;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Starts the consumers of all topics that presence-service follows.
@ApplicationScoped
class ProjectionStarter {
  void start(
      @Observes StartupEvent started,
      TopicConsumers consumers,
      DeviceProjection devices,
      CallProjection calls,
      ProfileProjection profiles) {
    consumers.follow(Topic.DEVICE_EVENTS, DeviceProjection::decode, devices);
    consumers.follow(Topic.CALL_EVENTS, CallProjection::decode, calls);
    consumers.follow(Topic.USER_PROFILES, ProfileProjection::decode, profiles);
  }
}
