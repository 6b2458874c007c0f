package dev.visavis.account.signin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.ws.rs.WebApplicationException;

/// Counts the outcomes of sign-ups and logins.
///
/// @param refused wrong username or password, or a username that is taken
/// @param blocked too many attempts
/// @param failed PostgreSQL or another dependency is unavailable
record AttemptMetrics(Counter accepted, Counter refused, Counter blocked, Counter failed) {

  static AttemptMetrics counted(String name, MeterRegistry metrics) {
    return new AttemptMetrics(
        metrics.counter(name, "outcome", "accepted"),
        metrics.counter(name, "outcome", "refused"),
        metrics.counter(name, "outcome", "blocked"),
        metrics.counter(name, "outcome", "failed"));
  }

  void countAccepted() {
    accepted.increment();
  }

  void countFailure(Throwable failure) {
    Counter outcome =
        switch (status(failure)) {
          case 401, 409 -> refused;
          case 429 -> blocked;
          default -> failed;
        };
    outcome.increment();
  }

  private static int status(Throwable failure) {
    return failure instanceof WebApplicationException problem
        ? problem.getResponse().getStatus()
        : 500;
  }
}
