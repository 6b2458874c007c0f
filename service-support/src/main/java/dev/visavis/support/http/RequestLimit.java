package dev.visavis.support.http;

import dev.visavis.support.limit.UserRateLimiter;
import java.time.Duration;
import java.util.UUID;

/// Limits each user's requests to a part of the API; further requests get 429. Each instance counts
/// on its own.
public final class RequestLimit {
  private final UserRateLimiter limiter;

  /// @throws IllegalArgumentException unless it is 1 to 6,000 a minute
  public RequestLimit(int perMinute) {
    limiter = new UserRateLimiter(perMinute);
  }

  /// Counts a request of `user`.
  ///
  /// @return `user`
  /// @throws jakarta.ws.rs.WebApplicationException 429 with `Retry-After`
  public UUID take(UUID user) {
    Duration wait = limiter.take(user.toString(), System.nanoTime());
    if (wait.isPositive()) {
      throw Problem.tooManyRequests(wait, "Too many requests. Try again later.");
    }
    return user;
  }
}
