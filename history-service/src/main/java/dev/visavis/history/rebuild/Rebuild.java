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

/// Makes the history anew from the log, in tables of its own, and puts them in the place of those
/// that serve. Until then nothing changes for anybody; whatever happens before, the old ones serve.
///
/// Why nothing is lost in the switch: it holds the tables, so every offset that the service that
/// serves has committed is below the log's end that is read then. Whatever that service writes
/// later finds the new tables by their name, and the guard of versions makes a repeat harmless.
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

  /// Returns once the new history serves.
  ///
  /// @throws RebuildFailedException when it cannot go on; the old history serves
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
          "the tables that serve have version %s, and this program makes version %s: let the service of this version start first"
              .formatted(live, fresh));
    }
  }

  private void replay(HistorySchemas schemas) throws SQLException {
    try (TopicReplay profiles = replayed(Topic.USER_PROFILES);
        TopicReplay calls = replayed(Topic.CALL_EVENTS)) {
      long people = profiles.catchUp(records -> {});
      long events = calls.catchUp(Rebuild::logProgress);
      LOG.infof("%d profiles and %d facts of calls were read from the log", people, events);
      int copied = schemas.copyMissing();
      LOG.infof("%d calls were taken over, whose beginning the log no longer holds", copied);
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
        LOG.infof("the new history serves; requests were held up for %d ms", held);
        return;
      }
      LOG.infof("the tables are busy; attempt %d", attempt);
      LockSupport.parkNanos(config.pause().toNanos());
    }
    throw new RebuildFailedException(
        "the tables were never free: try again when fewer calls are made");
  }

  private void requireShort(long start) {
    if (System.nanoTime() - start > config.maxPause().toNanos()) {
      throw new RebuildFailedException(
          "the last records take too long: try again when fewer calls are made");
    }
  }

  private static void logProgress(long records) {
    if (records % PROGRESS_INTERVAL < 1_000) {
      LOG.infof("%d facts", records);
    }
  }

  private TopicReplay replayed(Topic topic) {
    return new TopicReplay(topic, replay, HistorySchemas.FRESH, group, kafka, config);
  }
}
