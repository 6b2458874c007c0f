package dev.visavis.history.api;

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

/// Asks for a history and a call that nobody has, before the service is ready. Hibernate translates
/// a query when it first meets it, which takes long enough to be felt, and to hold up an
/// event loop.
@ApplicationScoped
class WarmUp {
  private static final Logger LOG = Logger.getLogger(WarmUp.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final UUID NOBODY = new UUID(0, 0);

  private final CallHistory history;

  WarmUp(CallHistory history) {
    this.history = history;
  }

  void start(@Observes StartupEvent event) {
    try {
      VertxContextSupport.subscribeAndAwait(() -> Panache.withSession(this::ask));
    } catch (Throwable e) {
      LOG.warnf("cold start: %s", e);
    }
  }

  private Uni<?> ask() {
    Cursor cursor = new Cursor(Instant.EPOCH, NOBODY);
    return history
        .page(NOBODY, HistoryRequest.of(null, 1))
        .chain(() -> history.page(NOBODY, HistoryRequest.of(cursor, 1)))
        .chain(() -> history.call(NOBODY, NOBODY))
        .chain(() -> history.participants(NOBODY))
        .ifNoItem()
        .after(TIMEOUT)
        .fail();
  }
}
