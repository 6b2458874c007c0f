package dev.visavis.webhook.subscription;

import dev.visavis.support.http.Problem;
import dev.visavis.webhook.WebhookConfig;
import jakarta.enterprise.context.RequestScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// The user whom the access token of the request names.
@RequestScoped
public class AuthenticatedUser {
  private static final String OPERATOR = "operator";

  private final JsonWebToken token;
  private final WebhookConfig config;
  private final WriteLimit limit;

  AuthenticatedUser(JsonWebToken token, WebhookConfig config, WriteLimit limit) {
    this.token = token;
    this.config = config;
    this.limit = limit;
  }

  public UUID id() {
    return uuid(token.getSubject() == null ? "" : token.getSubject())
        .orElseThrow(() -> Problem.of(401, "The token names no user.").toException());
  }

  /// Counts the change against the user's limit and returns the user's id.
  ///
  /// @throws jakarta.ws.rs.WebApplicationException 429 with `Retry-After` after too many changes
  public UUID limited() {
    return limit.take(id());
  }

  boolean isOperator() {
    Set<String> groups = token.getGroups();
    return (groups != null && groups.contains(OPERATOR))
        || config.operators().orElse(Set.of()).contains(id().toString());
  }

  /// Empty if the text is not a UUID in its full form; `UUID.fromString` takes shorter ones.
  public static Optional<UUID> uuid(String text) {
    try {
      UUID id = UUID.fromString(text);
      return Optional.of(id).filter(it -> it.toString().equals(text.toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
