package dev.visavis.history.http;

import dev.visavis.support.http.RequestLimit;
import jakarta.inject.Singleton;
import java.util.UUID;

/// Limits each user's requests for calls, missed calls and exports.
@Singleton
final class ReadLimit {
  private final RequestLimit limit;

  ReadLimit(LimitsConfig config) {
    limit = new RequestLimit(config.readsPerMinute());
  }

  /// See [RequestLimit#take].
  UUID take(UUID user) {
    return limit.take(user);
  }
}
