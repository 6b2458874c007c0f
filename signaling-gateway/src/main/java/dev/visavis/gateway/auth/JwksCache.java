package dev.visavis.gateway.auth;

import dev.visavis.gateway.GatewayConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// The public keys of the issuer, fetched in the background. An upgrade waits for them only if its
/// token names a key that is not cached yet.
@Singleton
public final class JwksCache {
  private static final Logger LOG = Logger.getLogger(JwksCache.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final long RETRY_MS = 1_000;
  private static final long REFRESH_MS = 60_000;

  /// The minimum time between two requests for unknown keys. Without it, anybody could flood the
  /// issuer with tokens that name random keys.
  private static final long UNKNOWN_KEY_MS = 5_000;

  private static final int MAX_BODY_CHARS = 1 << 18;

  private final Vertx vertx;
  private final URI address;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private volatile Map<String, JsonWebKey> keys = Map.of();
  private final AtomicReference<@Nullable CompletableFuture<Void>> fetching =
      new AtomicReference<>();
  private final AtomicLong fetchedAt = new AtomicLong(System.nanoTime() - 60_000_000_000L);
  private volatile boolean stopped;

  JwksCache(Vertx vertx, GatewayConfig config) {
    this.vertx = vertx;
    this.address = config.jwksUrl();
  }

  void start(@Observes StartupEvent event) {
    keepFresh();
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
    http.shutdownNow();
  }

  public boolean loaded() {
    return !keys.isEmpty();
  }

  /// Returns the cached key with this id. Without a `kid`, returns the issuer's key if it has only
  /// one.
  Optional<JsonWebKey> find(@Nullable String kid) {
    Map<String, JsonWebKey> known = keys;
    if (kid == null) {
      return known.size() == 1 ? Optional.of(known.values().iterator().next()) : Optional.empty();
    }
    return Optional.ofNullable(known.get(kid));
  }

  /// Fetches the keys again because one is not cached, unless they were fetched a few seconds ago.
  CompletableFuture<Void> refreshForUnknown() {
    long sinceMs = (System.nanoTime() - fetchedAt.get()) / 1_000_000;
    return sinceMs < UNKNOWN_KEY_MS ? CompletableFuture.completedFuture(null) : refresh();
  }

  private void keepFresh() {
    CompletableFuture<Void> _ =
        refresh()
            .whenComplete(
                (done, failure) -> {
                  if (!stopped) {
                    vertx.setTimer(loaded() ? REFRESH_MS : RETRY_MS, timer -> keepFresh());
                  }
                });
  }

  private CompletableFuture<Void> refresh() {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> other = fetching.compareAndExchange(null, mine);
    if (other != null) {
      return other;
    }
    fetchedAt.set(System.nanoTime());
    HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).GET().build();
    CompletableFuture<Void> _ =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
            .thenAccept(this::take)
            .whenComplete(
                (done, failure) -> {
                  if (failure != null && !stopped) {
                    LOG.warnf("No signing keys from %s: %s", address, failure.getMessage());
                  }
                  fetching.set(null);
                  mine.complete(null);
                });
    return mine;
  }

  private void take(HttpResponse<String> response) {
    if (response.statusCode() != 200 || response.body().length() > MAX_BODY_CHARS) {
      throw new IllegalStateException("status " + response.statusCode());
    }
    try {
      Map<String, JsonWebKey> found =
          new JsonWebKeySet(response.body())
              .getJsonWebKeys().stream()
                  .collect(
                      Collectors.toUnmodifiableMap(
                          key -> Optional.ofNullable(key.getKeyId()).orElse(""),
                          Function.identity(),
                          (first, second) -> first));
      if (!found.isEmpty()) {
        keys = found;
      }
    } catch (JoseException e) {
      throw new IllegalStateException("not a key set", e);
    }
  }
}
