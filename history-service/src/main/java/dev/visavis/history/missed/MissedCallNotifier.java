package dev.visavis.history.missed;

import dev.visavis.proto.v1.DeviceRoute;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Sends devices the number of calls that their users have missed. An update stays queued while
/// Redis, Kafka or PostgreSQL is unavailable. Only one instance sends at a time, so that the last
/// number that a device gets is the current one.
@ApplicationScoped
class MissedCallNotifier {
  private static final Logger LOG = Logger.getLogger(MissedCallNotifier.class);
  private static final int BATCH_SIZE = 200;

  /// Must differ from every other lock of this database.
  private static final String LOCK = "select pg_try_advisory_xact_lock(7251130001)";

  private final Pool pool;
  private final DeviceLocator devices;
  private final GatewayInboxWriter inbox;
  private final MissedCallsConfig config;
  private final boolean serves;
  private @Nullable Cancellable subscription;

  MissedCallNotifier(
      Pool pool,
      DeviceLocator devices,
      GatewayInboxWriter inbox,
      MissedCallsConfig config,
      @ConfigProperty(name = "visavis.history.serves") boolean serves) {
    this.serves = serves;
    this.pool = pool;
    this.devices = devices;
    this.inbox = inbox;
    this.config = config;
  }

  void start(@Observes StartupEvent started) {
    if (serves) {
      subscription =
          Multi.createFrom()
              .ticks()
              .every(config.interval())
              .onOverflow()
              .drop()
              .onItem()
              .transformToUniAndConcatenate(tick -> notifyPending())
              .subscribe()
              .with(
                  tick -> {},
                  fault -> LOG.error("Notifications of missed calls have stopped", fault));
    }
  }

  void stop(@Observes ShutdownEvent stopped) {
    if (subscription != null) {
      subscription.cancel();
    }
  }

  private Uni<Void> notifyPending() {
    return notifyUntilEmpty()
        .onFailure()
        .invoke(
            fault -> LOG.warnf("Cannot send notifications of missed calls; retrying: %s", fault))
        .onFailure()
        .recoverWithUni(fault -> Uni.createFrom().voidItem().onItem().delayIt().by(config.pause()));
  }

  private Uni<Void> notifyUntilEmpty() {
    return pool.withTransaction(this::notifyBatch)
        .ifNoItem()
        .after(config.timeout())
        .fail()
        .flatMap(more -> more ? notifyUntilEmpty() : Uni.createFrom().voidItem());
  }

  /// Returns whether there may be more updates.
  private Uni<Boolean> notifyBatch(SqlConnection connection) {
    return connection
        .query(LOCK)
        .execute()
        .map(rows -> rows.iterator().next().getBoolean(0))
        .flatMap(
            mine ->
                mine
                    ? MissedCallUpdate.claim(connection, BATCH_SIZE)
                    : Uni.createFrom().item(List.<MissedCallUpdate>of()))
        .call(
            updates -> updates.isEmpty() ? Uni.createFrom().voidItem() : send(connection, updates))
        .map(updates -> updates.size() == BATCH_SIZE);
  }

  private Uni<Void> send(SqlConnection connection, List<MissedCallUpdate> updates) {
    List<UUID> users = updates.stream().map(MissedCallUpdate::userId).distinct().toList();
    return devices
        .of(updates)
        .flatMap(
            found ->
                MissedCalls.countByUser(connection, users)
                    .flatMap(counts -> inbox.write(notifications(found, counts)))
                    .chain(() -> finish(connection, updates, found)));
  }

  private static List<MissedCallNotification> notifications(
      Map<MissedCallUpdate, List<DeviceRoute>> found, Map<UUID, Integer> counts) {
    List<MissedCallNotification> notifications = new ArrayList<>();
    found.forEach(
        (updates, routes) ->
            routes.forEach(
                route ->
                    notifications.add(
                        new MissedCallNotification(
                            route, counts.getOrDefault(updates.userId(), 0)))));
    return notifications.stream().distinct().toList();
  }

  private Uni<Void> finish(
      SqlConnection connection,
      List<MissedCallUpdate> updates,
      Map<MissedCallUpdate, List<DeviceRoute>> found) {
    Map<Boolean, List<MissedCallUpdate>> delivered =
        updates.stream().collect(Collectors.partitioningBy(found::containsKey));
    Duration pause = config.interval().multipliedBy(2);
    return MissedCallUpdate.done(connection, delivered.getOrDefault(true, List.of()))
        .chain(
            () ->
                MissedCallUpdate.postpone(
                    connection, delivered.getOrDefault(false, List.of()), pause));
  }
}
