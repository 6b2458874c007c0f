package dev.visavis.history.retention;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Deletes old calls in small batches, the oldest first. Several instances do not block each other.
/// A user whose missed-call badge counted a deleted call gets the new number.
@ApplicationScoped
class Retention {
  private static final Logger LOG = Logger.getLogger(Retention.class);

  private static final String DELETE =
      """
      with old as (
        select id from calls where created_at < $1 and ended_at is not null
        order by created_at limit $2 for update skip locked
      ), participants as (
        delete from call_participants p using old where p.call_id = old.id
      ), unseen as (
        delete from missed_calls m using old where m.call_id = old.id returning m.user_id
      ), news as (
        insert into missed_calls_news (user_id, at, due)
        select distinct user_id, now(), now() from unseen
      )
      delete from calls c using old where c.id = old.id
      """;

  private final Pool pool;
  private final RetentionConfig config;
  private final boolean serves;
  private @Nullable Cancellable subscription;

  Retention(
      Pool pool,
      RetentionConfig config,
      @ConfigProperty(name = "visavis.history.serves") boolean serves) {
    this.pool = pool;
    this.config = config;
    this.serves = serves;
  }

  void start(@Observes StartupEvent started) {
    config.keep().filter(keep -> serves).ifPresent(this::start);
  }

  private void start(Duration keep) {
    if (!keep.isPositive()) {
      throw new IllegalArgumentException("visavis.history.retention.keep must be positive");
    }
    subscription =
        Multi.createFrom()
            .ticks()
            .every(config.interval())
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(
                tick -> deleteOld(InstantSource.system().instant().minus(keep)))
            .subscribe()
            .with(tick -> {}, fault -> LOG.error("Deletion of old calls has stopped", fault));
  }

  void stop(@Observes ShutdownEvent stopped) {
    if (subscription != null) {
      subscription.cancel();
    }
  }

  private Uni<Void> deleteOld(Instant before) {
    return deleteBefore(before, config.batches())
        .invoke(calls -> LOG.debugf("Deleted %d calls from before %s", calls, before))
        .onFailure()
        .invoke(
            fault -> LOG.warnf("Cannot delete old calls; retrying at the next interval: %s", fault))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  /// Returns the number of deleted calls.
  Uni<Integer> deleteBefore(Instant before, int batches) {
    return pool.preparedQuery(DELETE)
        .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), config.batch()))
        .ifNoItem()
        .after(config.timeout())
        .fail()
        .map(deleted -> deleted.rowCount())
        .flatMap(
            calls ->
                calls < config.batch() || batches <= 1
                    ? Uni.createFrom().item(calls)
                    : deleteBefore(before, batches - 1).map(more -> calls + more));
  }
}
