package dev.visavis.account.user;

import dev.visavis.account.AccountConfig;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Publishes the profile of every user again, after the topic was lost, or after the database was
/// restored from a backup and other services have newer profiles.
@ApplicationScoped
public class ProfileRepublisher {
  private static final Logger LOG = Logger.getLogger(ProfileRepublisher.class);
  private static final int PAGE = 100;
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final UserAccounts accounts;
  private final AccountConfig config;

  ProfileRepublisher(UserAccounts accounts, AccountConfig config) {
    this.accounts = accounts;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    if (config.publishProfiles()) {
      Infrastructure.getDefaultExecutor().execute(this::republishAndLog);
    }
  }

  private void republishAndLog() {
    try {
      LOG.infof("Queued %d profiles to publish again", republish());
    } catch (Throwable e) { // as VertxContextSupport declares
      LOG.error("Not all profiles were published again; restart the service to repeat it", e);
    }
  }

  /// Blocks until every profile is in the outbox. It works in transactions of one page each, so
  /// that concurrent changes wait only briefly.
  ///
  /// @return the number of profiles
  public long republish() throws Throwable {
    long published = 0;
    List<UUID> page = page(BEFORE_ALL);
    while (!page.isEmpty()) {
      List<UUID> ids = page;
      VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(() -> republish(ids)));
      published += ids.size();
      page = page(ids.getLast());
    }
    return published;
  }

  private List<UUID> page(UUID last) throws Throwable {
    return VertxContextSupport.subscribeAndAwait(
        () -> Panache.withSession(() -> accounts.idsAfter(last, PAGE)));
  }

  private Uni<Void> republish(List<UUID> ids) {
    return Multi.createFrom()
        .iterable(ids)
        .onItem()
        .transformToUniAndConcatenate(
            id -> accounts.forChange(id).onItem().ifNotNull().transformToUni(accounts::changed))
        .collect()
        .last()
        .replaceWithVoid();
  }
}
