package dev.visavis.account.device;

import dev.visavis.proto.v1.DeviceEvent.ChangeCase;
import dev.visavis.time.Timestamps;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The table `devices`.
@ApplicationScoped
class DeviceTable {
  /// Keeps only the offline devices that were seen last.
  private static final int MAX_PER_USER = 20;

  private static final String OF =
      """
      SELECT device_id, name, platform, connection_id IS NOT NULL AS online, seen_at FROM devices
      WHERE user_id = $1 ORDER BY connection_id IS NULL, seen_at DESC, device_id""";
  private static final String ONLINE =
      """
      INSERT INTO devices AS d (user_id, device_id, name, platform, connection_id, seen_at)
      SELECT $1, $2::varchar, $3::varchar, $4::varchar, $5::varchar, $6 WHERE NOT EXISTS (
        SELECT 1 FROM revoked_devices r
        WHERE r.user_id = $1 AND r.device_id = $2::varchar AND r.revoked_at > $7)
      ON CONFLICT (user_id, device_id) DO UPDATE SET
        name = coalesce(excluded.name, d.name), platform = coalesce(excluded.platform, d.platform),
        connection_id = excluded.connection_id, seen_at = excluded.seen_at""";
  private static final String OFFLINE =
      """
      UPDATE devices SET connection_id = NULL, seen_at = $4
      WHERE user_id = $1 AND device_id = $2 AND connection_id = $3""";
  private static final String REMOVE = "DELETE FROM devices WHERE user_id = $1 AND device_id = $2";
  private static final String PRUNE =
      """
      DELETE FROM devices d USING (
        SELECT user_id, device_id, row_number() OVER (
          PARTITION BY user_id ORDER BY connection_id IS NULL, seen_at DESC) AS place
        FROM devices WHERE user_id = ANY($1)) ranked
      WHERE d.user_id = ranked.user_id AND d.device_id = ranked.device_id
        AND ranked.place > %d AND d.connection_id IS NULL"""
          .formatted(MAX_PER_USER);

  private final Pool pool;

  DeviceTable(Pool pool) {
    this.pool = pool;
  }

  Uni<List<DeviceView>> of(UUID userId) {
    return pool.preparedQuery(OF)
        .execute(Tuple.of(userId))
        .map(
            rows -> {
              List<DeviceView> devices = new ArrayList<>();
              rows.forEach(row -> devices.add(view(row)));
              return List.copyOf(devices);
            });
  }

  /// Applies `changes` in order, in one transaction. Applying them again has no further effect.
  Uni<Void> apply(List<DeviceChange> changes) {
    return pool.withTransaction(
        connection ->
            Multi.createFrom()
                .iterable(runs(changes))
                .onItem()
                .transformToUniAndConcatenate(run -> write(connection, run))
                .collect()
                .last()
                .chain(() -> prune(connection, changes)));
  }

  /// Splits the changes into runs of one kind; each run is one SQL batch.
  private static List<List<DeviceChange>> runs(List<DeviceChange> changes) {
    List<List<DeviceChange>> runs = new ArrayList<>();
    for (DeviceChange change : changes) {
      if (runs.isEmpty() || runs.getLast().getLast().change() != change.change()) {
        runs.add(new ArrayList<>());
      }
      runs.getLast().add(change);
    }
    return runs;
  }

  private static Uni<Void> write(SqlConnection connection, List<DeviceChange> run) {
    return switch (run.getFirst().change()) {
      case ONLINE -> batch(connection, ONLINE, run.stream().map(DeviceTable::online).toList());
      case OFFLINE -> batch(connection, OFFLINE, run.stream().map(DeviceTable::offline).toList());
      case REVOKED -> batch(connection, REMOVE, run.stream().map(DeviceTable::key).toList());
      case CHANGE_NOT_SET -> Uni.createFrom().voidItem();
    };
  }

  private static Uni<Void> batch(SqlConnection connection, String sql, List<Tuple> rows) {
    return connection.preparedQuery(sql).executeBatch(rows).replaceWithVoid();
  }

  private static Uni<Void> prune(SqlConnection connection, List<DeviceChange> changes) {
    UUID[] users =
        changes.stream()
            .filter(change -> change.change() == ChangeCase.ONLINE)
            .map(DeviceChange::userId)
            .distinct()
            .toArray(UUID[]::new);
    return users.length == 0
        ? Uni.createFrom().voidItem()
        : connection.preparedQuery(PRUNE).execute(Tuple.of(users)).replaceWithVoid();
  }

  private static Tuple online(DeviceChange change) {
    return Tuple.tuple()
        .addUUID(change.userId())
        .addString(change.deviceId())
        .addString(change.name())
        .addString(change.platform())
        .addString(change.connectionId())
        .addOffsetDateTime(utc(change.at()))
        .addOffsetDateTime(utc(change.signedInAt()));
  }

  private static Tuple offline(DeviceChange change) {
    return Tuple.of(change.userId(), change.deviceId(), change.connectionId(), utc(change.at()));
  }

  private static Tuple key(DeviceChange change) {
    return Tuple.of(change.userId(), change.deviceId());
  }

  private static DeviceView view(Row row) {
    return new DeviceView(
        row.getString("device_id"),
        row.getString("name"),
        row.getString("platform"),
        row.getBoolean("online"),
        Timestamps.write(row.getOffsetDateTime("seen_at").toInstant()));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
