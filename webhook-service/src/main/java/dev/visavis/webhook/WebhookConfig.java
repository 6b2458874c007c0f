package dev.visavis.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Configures this service; the environment variable of `visavis.webhooks.attempt-timeout` is
/// `VISAVIS_WEBHOOKS_ATTEMPT_TIMEOUT`.
@ConfigMapping(prefix = "visavis.webhooks")
public interface WebhookConfig {
  /// Allows URLs of this machine and of private networks, and plain `http`. Only for development:
  /// it lets every user send requests to servers behind the firewall.
  @WithName("allow-private")
  @WithDefault("false")
  boolean allowPrivateTargets();

  /// Ids of users who may subscribe to every call. Users whose token contains the group `operator`
  /// may do so too.
  Optional<Set<String>> operators();

  /// The maximum number of subscriptions of one user.
  @WithDefault("10")
  int maxSubscriptions();

  /// Changes and replays a minute from all devices of one user; 1 to 6,000.
  @WithDefault("120")
  int writesPerMinute();

  /// How long a replaced secret still signs, in addition to the new one.
  @WithName("old-secret-for")
  @WithDefault("24h")
  Duration previousSecretOverlap();

  /// The time within which a receiver must answer.
  @WithDefault("10s")
  Duration attemptTimeout();

  /// A delivery fails permanently after this time without success.
  @WithName("retry-for")
  @WithDefault("24h")
  Duration retryPeriod();

  /// The pause after the first failure; each further pause is twice as long.
  @WithName("first-pause")
  @WithDefault("5s")
  Duration minRetryDelay();

  @WithName("longest-pause")
  @WithDefault("1h")
  Duration maxRetryDelay();

  /// The maximum number of concurrent attempts of one instance of this service.
  @WithDefault("256")
  int maxInFlight();

  /// The maximum number of concurrent attempts of one subscription in one instance.
  @WithDefault("4")
  int maxInFlightPerSubscription();

  /// A subscription with more waiting deliveries is suspended: its receiver is gone or too slow.
  @WithDefault("100000")
  int maxWaiting();

  /// How long finished deliveries can be listed and replayed, and how long deliveries wait while a
  /// subscription is paused.
  @WithName("keep")
  @WithDefault("7d")
  Duration retention();
}
