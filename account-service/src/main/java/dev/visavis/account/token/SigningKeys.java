package dev.visavis.account.token;

import dev.visavis.account.AccountConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The signing keys in this instance, refreshed at intervals, so that it publishes and verifies a
/// key of another instance before that key signs.
@ApplicationScoped
public class SigningKeys {
  private static final Logger LOG = Logger.getLogger(SigningKeys.class);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(20);

  private final SigningKeyStore store;
  private final Vertx vertx;
  private final Duration interval;
  private volatile List<SigningKey> keys = List.of();
  private volatile long timer = -1;

  SigningKeys(SigningKeyStore store, Vertx vertx, AccountConfig config) {
    this.store = store;
    this.vertx = vertx;
    this.interval = config.token().refreshInterval();
  }

  void start(@Observes StartupEvent event) {
    keys = store.load(Instant.now()).await().atMost(START_TIMEOUT);
    timer = vertx.setPeriodic(interval.toMillis(), ignored -> refresh());
  }

  void stop(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }

  List<SigningKey> published() {
    Instant now = Instant.now();
    return keys.stream().filter(key -> key.isGoodAt(now)).toList();
  }

  SigningKey signing() {
    return signing(keys, Instant.now());
  }

  /// The newest key that may sign at this time.
  static SigningKey signing(List<SigningKey> keys, Instant now) {
    return keys.reversed().stream()
        .filter(key -> !key.signsFrom().isAfter(now))
        .findFirst()
        // Clocks differ: another instance may have created the first key slightly in the future.
        .orElseGet(keys::getFirst);
  }

  @Nullable SigningKey find(@Nullable String kid) {
    return published().stream().filter(key -> key.kid().equals(kid)).findFirst().orElse(null);
  }

  private void refresh() {
    store
        .load(Instant.now())
        .subscribe()
        .with(
            loaded -> keys = loaded,
            error ->
                LOG.warnf("Cannot refresh the signing keys; retrying: %s", error.getMessage()));
  }
}
