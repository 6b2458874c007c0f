package dev.visavis.account.limit;

import dev.visavis.account.AccountConfig;
import dev.visavis.support.http.RequestLimit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// Limits each user's requests to each part of the API; further requests get 429.
@ApplicationScoped
public class Limits {
  /// The kinds of requests; each has its own limit.
  public enum Kind {
    SEARCH,
    PROFILE,
    PICTURE,
    LIST,
    READ,
    RENEWAL
  }

  private final Map<Kind, RequestLimit> limits = new EnumMap<>(Kind.class);

  Limits(AccountConfig config) {
    for (Kind kind : Kind.values()) {
      limits.put(kind, new RequestLimit(perMinute(kind, config.limits())));
    }
  }

  /// Counts a request of `user`.
  ///
  /// @return `user`
  /// @throws jakarta.ws.rs.WebApplicationException 429 with `Retry-After`
  public UUID take(Kind kind, UUID user) {
    return Objects.requireNonNull(limits.get(kind)).take(user);
  }

  private static int perMinute(Kind kind, AccountConfig.Limits limits) {
    return switch (kind) {
      case SEARCH -> limits.searchesPerMinute();
      case PROFILE -> limits.profilesPerMinute();
      case PICTURE -> limits.picturesPerMinute();
      case LIST -> limits.listsPerMinute();
      case READ -> limits.readsPerMinute();
      case RENEWAL -> limits.renewalsPerMinute();
    };
  }
}
