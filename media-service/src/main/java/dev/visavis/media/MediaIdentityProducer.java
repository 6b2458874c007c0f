package dev.visavis.media;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;

/// Gives each start of the process an identity.
@Singleton
final class MediaIdentityProducer {
  @Produces
  @Singleton
  MediaIdentity identity(MediaConfig config) {
    return new MediaIdentity(
        config.instanceId(), config.inboxPartition(), UUID.randomUUID().toString());
  }
}
