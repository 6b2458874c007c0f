package dev.visavis.history.rebuild;

import dev.visavis.history.projection.RebuildProjections;
import dev.visavis.proto.Topic;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/// Rebuilds the history from the log in tables of its own, and then replaces the live tables. If it
/// fails before that, the live tables stay in use unchanged.
///
/// No event is lost in the switch: it locks the tables first, so every offset that the running
/// service has committed is below the end of the log that the switch then reads to. Later writes of
/// the service find the new tables by their name, and the version guard makes repeated events
/// harmless.
@ApplicationScoped
public class Rebuild {
  private static final Logger LOG = Logger.getLogger(Rebuild.class);
  private static final long PROGRESS_INTERVAL = 50_000;

  private final AgroalDataSource database;
  private final RebuildProjections replay;
  private final Map<String, Object> kafka;
  private final RebuildConfig config;
  private final String group;

  Rebuild(
      AgroalDataSource database,
      RebuildProjections replay,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      RebuildConfig config,
      @ConfigProperty(name = "mp.messaging.incoming.call-events.group.id") String group) {
    this.group = group;
    this.database = database;
    this.replay = replay;
    this.kafka = kafka;
    this.config = config;
  }

  /// Returns once the new history is in use.
  ///
  /// @throws RebuildFailedException if it cannot continue; the old history stays in use
  public void run() throws SQLException {
    try (Connection connection = database.getConnection()) {
      HistorySchemas schemas = new HistorySchemas(connection);
      if (!schemas.lock()) {
        throw new RebuildFailedException("another rebuild is running");
      }
      try {
        schemas.clear();
        schemas.createFresh();
        migrate(schemas);
        replay(schemas);
        schemas.clear();
      } finally {
        schemas.unlock();
      }
    }
  }

  private void migrate(HistorySchemas schemas) throws SQLException {
    Flyway.configure()
        .dataSource(database)
        .schemas(HistorySchemas.FRESH)
        .locations("db/migration")
        .load()
        .migrate();
    String fresh = schemas.version(HistorySchemas.FRESH);
    String live = schemas.version(schemas.live());
    if (!fresh.equals(live)) {
      throw new RebuildFailedException(
          "the live tables have version %s and this program has version %s; start history-service of this version first"
              .formatted(live, fresh));
    }
  }

  private void replay(HistorySchemas schemas) throws SQLException {
    try (TopicReplay profiles = replayed(Topic.USER_PROFILES);
        TopicReplay calls = replayed(Topic.CALL_EVENTS)) {
      long people = profiles.catchUp(records -> {});
      long events = calls.catchUp(Rebuild::logProgress);
      LOG.infof("Read %d profiles and %d call events from the log", people, events);
      int copied = schemas.copyMissing();
      LOG.infof("Copied %d calls whose first event the log no longer holds", copied);
      replace(schemas, profiles, calls);
    }
  }

  private void replace(HistorySchemas schemas, TopicReplay profiles, TopicReplay calls)
      throws SQLException {
    for (int attempt = 1; attempt <= config.attempts(); attempt++) {
      profiles.catchUp(records -> {});
      calls.catchUp(records -> {});
      long start = System.nanoTime();
      boolean replaced =
          schemas.replace(
              config.lockTimeout(),
              () -> {
                profiles.catchUp(records -> {});
                calls.catchUp(records -> requireShort(start));
                return calls.aheadOfService();
              });
      if (replaced) {
        long held = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        LOG.infof("The new history is in use; requests waited %d ms", held);
        return;
      }
      LOG.infof("The tables are busy; attempt %d", attempt);
      LockSupport.parkNanos(config.pause().toNanos());
    }
    throw new RebuildFailedException(
        "the tables could not be locked; try again when there are fewer calls");
  }

  private void requireShort(long start) {
    if (System.nanoTime() - start > config.maxPause().toNanos()) {
      throw new RebuildFailedException(
          "the last records could not be read in time; try again when there are fewer calls");
    }
  }

  private static void logProgress(long records) {
    if (records % PROGRESS_INTERVAL < 1_000) {
      LOG.infof("Read %d events", records);
    }
  }

  private TopicReplay replayed(Topic topic) {
    return new TopicReplay(topic, replay, HistorySchemas.FRESH, group, kafka, config);
  }
}
