package dev.visavis.presence;

import dev.visavis.presence.call.CallProjection;
import dev.visavis.presence.device.DeviceProjection;
import dev.visavis.presence.log.TopicLoops;
import dev.visavis.presence.profile.ProfileProjection;
import dev.visavis.proto.Topic;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// What presence follows.
@ApplicationScoped
class FollowedTopics {
  void start(
      @Observes StartupEvent started,
      TopicLoops loops,
      DeviceProjection devices,
      CallProjection calls,
      ProfileProjection profiles) {
    loops.follow(Topic.DEVICE_EVENTS, DeviceProjection::decode, devices);
    loops.follow(Topic.CALL_EVENTS, CallProjection::decode, calls);
    loops.follow(Topic.USER_PROFILES, ProfileProjection::decode, profiles);
  }
}
