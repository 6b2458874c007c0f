package dev.visavis.account.user;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// Indexes users for search who are not indexed yet: all users after the update that added the
/// table of words, and later those whom an instance of an earlier version has added or renamed. It
/// works in transactions of one page each, so that other requests wait only briefly.
@ApplicationScoped
class SearchIndexer {
  private static final Logger LOG = Logger.getLogger(SearchIndexer.class);
  private static final Duration CHECK_INTERVAL = Duration.ofMinutes(1);
  private static final int PAGE = 200;

  private final UserAccounts accounts;
  private final Vertx vertx;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile long timer = -1;

  SearchIndexer(UserAccounts accounts, Vertx vertx) {
    this.accounts = accounts;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    begin();
    timer = vertx.setPeriodic(CHECK_INTERVAL.toMillis(), ignored -> begin());
  }

  void stop(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }

  private void begin() {
    if (running.compareAndSet(false, true)) {
      Infrastructure.getDefaultExecutor().execute(this::runOrSayWhyNot);
    }
  }

  private void runOrSayWhyNot() {
    try {
      long made = run();
      if (made > 0) {
        LOG.infof("Indexed %d users for search", made);
      }
    } catch (Throwable e) { // as VertxContextSupport declares
      LOG.warnf("Cannot index all users for search; search does not find some users yet: %s", e);
    } finally {
      running.set(false);
    }
  }

  /// Blocks until all users are indexed.
  ///
  /// @return the number of users that were not
  long run() throws Throwable {
    long made = 0;
    int page;
    do {
      page =
          VertxContextSupport.subscribeAndAwait(
              () -> Panache.withTransaction(() -> accounts.indexWords(PAGE)));
      made += page;
    } while (page > 0);
    return made;
  }
}
