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

/// Tells devices how many calls their users have missed. News that could not be told, because
/// something is away, stay where they are. One instance tells at a time, so that what a device
/// hears last is what is true last.
@ApplicationScoped
class Announcer {
  private static final Logger LOG = Logger.getLogger(Announcer.class);
  private static final int AT_ONCE = 200;

  /// Any number that no other lock of this database has.
  private static final String LOCK = "select pg_try_advisory_xact_lock(7251130001)";

  private final Pool pool;
  private final Devices devices;
  private final Inbox inbox;
  private final MissedCallsConfig config;
  private final boolean serves;
  private @Nullable Cancellable looking;

  Announcer(
      Pool pool,
      Devices devices,
      Inbox inbox,
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
      looking =
          Multi.createFrom()
              .ticks()
              .every(config.interval())
              .onOverflow()
              .drop()
              .onItem()
              .transformToUniAndConcatenate(tick -> look())
              .subscribe()
              .with(tick -> {}, fault -> LOG.error("missed calls are not told any more", fault));
    }
  }

  void stop(@Observes ShutdownEvent stopped) {
    if (looking != null) {
      looking.cancel();
    }
  }

  private Uni<Void> look() {
    return tellAll()
        .onFailure()
        .invoke(fault -> LOG.warnf("missed calls are told later: %s", fault))
        .onFailure()
        .recoverWithUni(fault -> Uni.createFrom().voidItem().onItem().delayIt().by(config.pause()));
  }

  private Uni<Void> tellAll() {
    return pool.withTransaction(this::tellSome)
        .ifNoItem()
        .after(config.timeout())
        .fail()
        .flatMap(more -> more ? tellAll() : Uni.createFrom().voidItem());
  }

  /// Whether there may be more.
  private Uni<Boolean> tellSome(SqlConnection connection) {
    return connection
        .query(LOCK)
        .execute()
        .map(rows -> rows.iterator().next().getBoolean(0))
        .flatMap(
            mine -> mine ? News.take(connection, AT_ONCE) : Uni.createFrom().item(List.<News>of()))
        .call(news -> news.isEmpty() ? Uni.createFrom().voidItem() : tell(connection, news))
        .map(news -> news.size() == AT_ONCE);
  }

  private Uni<Void> tell(SqlConnection connection, List<News> news) {
    List<UUID> users = news.stream().map(News::userId).distinct().toList();
    return devices
        .of(news)
        .flatMap(
            found ->
                MissedCalls.countEach(connection, users)
                    .flatMap(counts -> inbox.write(tellings(found, counts)))
                    .chain(() -> settle(connection, news, found)));
  }

  private static List<Telling> tellings(
      Map<News, List<DeviceRoute>> found, Map<UUID, Integer> counts) {
    List<Telling> tellings = new ArrayList<>();
    found.forEach(
        (news, routes) ->
            routes.forEach(
                route -> tellings.add(new Telling(route, counts.getOrDefault(news.userId(), 0)))));
    return tellings.stream().distinct().toList();
  }

  private Uni<Void> settle(
      SqlConnection connection, List<News> news, Map<News, List<DeviceRoute>> found) {
    Map<Boolean, List<News>> told =
        news.stream().collect(Collectors.partitioningBy(found::containsKey));
    Duration pause = config.interval().multipliedBy(2);
    return News.done(connection, told.getOrDefault(true, List.of()))
        .chain(() -> News.putOff(connection, told.getOrDefault(false, List.of()), pause));
  }
}
