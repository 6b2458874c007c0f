package dev.visavis.gateway.auth;

import dev.visavis.gateway.limits.Admission;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks origin, admission and token before a socket opens. An invalid token does not stop the
/// upgrade: a script in a browser sees the close code of a socket (4001), but not the status of a
/// refused upgrade.
@Singleton
@Priority(UpgradeCheck.FIRST)
public final class UpgradeCheck implements HttpUpgradeCheck {
  /// The key of the authenticated user in the socket's user data; absent if the token is invalid.
  public static final TypedKey<AuthenticatedUser> AUTHENTICATED_USER = new TypedKey<>("caller");

  /// Runs before the other checks, which read [#AUTHENTICATED_USER].
  static final int FIRST = 100;

  private static final String COOKIE = "visavis_token";
  private static final String BEARER = "bearer ";

  private final OriginCheck origins;
  private final Admission admission;
  private final JwksCache keys;
  private final TokenVerifier tokens;

  UpgradeCheck(OriginCheck origins, Admission admission, JwksCache keys, TokenVerifier tokens) {
    this.origins = origins;
    this.admission = admission;
    this.keys = keys;
    this.tokens = tokens;
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    HttpServerRequest request = context.httpRequest();
    if (!origins.permits(
        request.headers().getAll("Origin"),
        request.getHeader("Host"),
        request.getHeader("X-Forwarded-Proto"))) {
      return CheckResult.rejectUpgrade(403);
    }
    if (!admission.open() || !keys.loaded()) {
      return CheckResult.rejectUpgrade(503, Map.of("Retry-After", List.of("1")));
    }
    String token = token(request);
    if (token == null) {
      return CheckResult.permitUpgrade();
    }
    Context eventLoop = Vertx.currentContext();
    return Uni.createFrom()
        .completionStage(() -> tokens.verify(token))
        .emitOn(work -> onEventLoop(eventLoop, work))
        .map(user -> admit(context, user));
  }

  /// Fetching a key completes on another thread, but the upgrade must continue on the event loop.
  private static void onEventLoop(Context eventLoop, Runnable work) {
    if (eventLoop.equals(Vertx.currentContext())) {
      work.run();
    } else {
      eventLoop.runOnContext(ignored -> work.run());
    }
  }

  private static CheckResult admit(HttpUpgradeContext context, Optional<AuthenticatedUser> user) {
    user.ifPresent(known -> context.userData().put(AUTHENTICATED_USER, known));
    return CheckResult.permitUpgradeSync();
  }

  private static @Nullable String token(HttpServerRequest request) {
    String header = request.getHeader("Authorization");
    if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return header.substring(BEARER.length()).strip();
    }
    Cookie cookie = request.getCookie(COOKIE);
    return cookie == null ? null : cookie.getValue();
  }
}
