package dev.visavis.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Settings of this service; `visavis.webhooks.attempt-timeout` is
/// `VISAVIS_WEBHOOKS_ATTEMPT_TIMEOUT`.
@ConfigMapping(prefix = "visavis.webhooks")
public interface WebhookConfig {
  /// Whether a URL may lead to this machine or a private network, and be plain `http`. For
  /// development alone: it lets every user send requests to what stands behind the firewall.
  @WithName("allow-private")
  @WithDefault("false")
  boolean allowPrivateTargets();

  /// Users, by id, who may subscribe to the calls of everybody. Whoever has the group `operator` in
  /// their token may, too.
  Optional<Set<String>> operators();

  /// Subscriptions that one user can have.
  @WithDefault("10")
  int maxSubscriptions();

  /// Changes and replays of one user in a minute, from all devices; 1 to 6,000.
  @WithDefault("120")
  int writesPerMinute();

  /// How long a secret that was replaced still signs, beside the new one.
  @WithName("old-secret-for")
  @WithDefault("24h")
  Duration previousSecretOverlap();

  /// A receiver has to answer within this time.
  @WithDefault("10s")
  Duration attemptTimeout();

  /// After this time without success a delivery has failed.
  @WithName("retry-for")
  @WithDefault("24h")
  Duration retryPeriod();

  /// The pause behind the first failure; each further one is twice as long.
  @WithName("first-pause")
  @WithDefault("5s")
  Duration minRetryDelay();

  @WithName("longest-pause")
  @WithDefault("1h")
  Duration maxRetryDelay();

  /// Attempts at the same time, of one instance of this service.
  @WithDefault("256")
  int maxInFlight();

  /// Attempts at the same time, of one subscription.
  @WithDefault("4")
  int maxInFlightPerSubscription();

  /// A subscription with more than this waiting is suspended: its receiver cannot keep up, or is
  /// gone.
  @WithDefault("100000")
  int maxWaiting();

  /// How long what was delivered or failed can be listed and replayed, and how long the facts of a
  /// pause wait.
  @WithName("keep")
  @WithDefault("7d")
  Duration retention();
}
