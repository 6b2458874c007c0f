package dev.visavis.gateway.presence;

import dev.visavis.gateway.GatewayConfig;
import dev.visavis.gateway.auth.AuthenticatedUser;
import dev.visavis.proto.v1.UserInfo;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// Looks up a user who is not in the read model yet, for example because they have just signed up.
/// The request to account-service carries the caller's token.
@Singleton
final class AccountLookup {
  private final URI base;
  private final Duration timeout;
  private final HttpClient http;

  AccountLookup(GatewayConfig config) {
    this.base = config.accountUrl();
    this.timeout = config.accountTimeout();
    this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  /// Returns the user, or empty if there is none. Fails if account-service does not answer in time
  /// or answers with an error.
  Future<Optional<UserInfo>> find(AuthenticatedUser user, String userId) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/api/users/" + userId))
            .timeout(timeout)
            .header("Authorization", "Bearer " + user.token())
            .build();
    return Future.fromCompletionStage(http.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
        .map(AccountLookup::read);
  }

  private static Optional<UserInfo> read(HttpResponse<String> response) {
    if (response.statusCode() == 404) {
      return Optional.empty();
    }
    if (response.statusCode() != 200) {
      throw new IllegalStateException("account-service answered " + response.statusCode());
    }
    JsonObject json = new JsonObject(response.body());
    UserInfo.Builder user =
        UserInfo.newBuilder().setId(json.getString("id")).setName(json.getString("name"));
    String avatar = json.getString("avatarUrl");
    if (avatar != null) {
      user.setAvatarUrl(avatar);
    }
    return Optional.of(user.build());
  }

  @PreDestroy
  void close() {
    http.shutdownNow();
  }
}
