package dev.visavis.webhook.subscription;

import dev.visavis.support.http.RequestLimit;
import dev.visavis.webhook.WebhookConfig;
import jakarta.inject.Singleton;
import java.util.UUID;

/// Limits each user's changes of webhooks and replays of deliveries.
@Singleton
final class WriteLimit {
  private final RequestLimit limit;

  WriteLimit(WebhookConfig config) {
    limit = new RequestLimit(config.writesPerMinute());
  }

  /// See [RequestLimit#take].
  UUID take(UUID user) {
    return limit.take(user);
  }
}
