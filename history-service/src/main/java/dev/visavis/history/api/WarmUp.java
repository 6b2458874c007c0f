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

/// Runs each query once, for ids that do not exist, before the service is ready. Hibernate
/// translates a query at its first use, which would delay the first requests and block an event
/// loop.
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
      LOG.warnf("Warm-up failed; the first requests will be slow: %s", e);
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
