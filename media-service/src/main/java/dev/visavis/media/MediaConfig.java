package dev.visavis.media;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The settings of this service.
@ConfigMapping(prefix = "visavis.media")
public interface MediaConfig {
  /// The partition of `visavis.gateway.inbox` that is this instance's address, from 0. No gateway
  /// and no other media-service may have the same.
  @WithDefault("15")
  int inboxPartition();

  /// The WebSocket APIs of the media servers, such as `ws://10.0.0.7:8188`, separated by commas. If
  /// there is none, this instance takes no calls.
  Optional<List<URI>> janusUrls();

  /// The `api_secret` of the media servers.
  Optional<String> janusApiSecret();

  /// The `admin_key` of their VideoRoom plugin, without which nobody may create rooms.
  Optional<String> janusAdminKey();

  /// How long an instance that stops waits for the calls in its rooms. The rooms that are left then
  /// move to another instance, which interrupts their media for some seconds.
  @WithDefault("PT0S")
  Duration drainTimeout();

  /// The name of this instance, which survives a restart.
  default String instanceId() {
    return "media-" + inboxPartition();
  }
}
