package dev.visavis.account.user;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Runs a search and a rolled-back insert before the service is ready. Hibernate translates a query
/// at its first use, which can block an event loop for seconds on a busy machine.
@ApplicationScoped
class WarmUp {
  private static final Logger LOG = Logger.getLogger(WarmUp.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final UUID NOBODY = new UUID(0, 0);

  private final UserAccounts accounts;

  WarmUp(UserAccounts accounts) {
    this.accounts = accounts;
  }

  void start(@Observes StartupEvent event) {
    try {
      VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(this::everything));
    } catch (Throwable e) {
      LOG.warnf("Warm-up failed; the first requests will be slow: %s", e);
    }
  }

  private Uni<?> everything() {
    // The username of a real user has no space.
    UserAccount nobody = new UserAccount("warm up", "Nobody", null, "", Instant.EPOCH);
    return accounts
        .byUsername(nobody.username())
        .chain(() -> accounts.listAll(NOBODY, 1))
        .chain(() -> accounts.search("nobody at all", NOBODY, 1))
        .chain(() -> accounts.forChange(NOBODY))
        .chain(() -> accounts.add(nobody))
        .chain(accounts::flush)
        .chain(Panache::currentTransaction)
        .invoke(transaction -> transaction.markForRollback())
        .ifNoItem()
        .after(TIMEOUT)
        .fail();
  }
}
