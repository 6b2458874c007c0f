package dev.visavis.history.missed;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.proto.v1.DeviceRoute;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `missed_calls_news`: devices of a user must get the number of missed calls.
///
/// @param device the device that came online; null for all devices of the user
/// @param at when the device came online or the number changed
record MissedCallUpdate(long id, UUID userId, @Nullable DeviceRoute device, Instant at) {
  private static final String CHANGED =
      "insert into missed_calls_news (user_id, at, due) values ($1, now(), now())";

  private static final String ARRIVED =
      "insert into missed_calls_news (user_id, device, at, due) values ($1, $2, $3, now())";

  private static final String TAKE =
      """
      select id, user_id, device, at from missed_calls_news
      where due <= now() order by due, id limit $1
      """;

  private static final String DONE = "delete from missed_calls_news where id = any($1)";

  private static final String POSTPONE =
      "update missed_calls_news set due = now() + $2 * interval '1 ms' where id = any($1)";

  /// Whether the device still has the connection with which it came online.
  boolean isFor(DeviceRoute now) {
    return device != null && device.getConnectionId().equals(now.getConnectionId());
  }

  static Uni<Void> changed(SqlConnection connection, Collection<UUID> users) {
    return insert(connection, CHANGED, users.stream().map(user -> Tuple.of(user)).toList());
  }

  static Uni<Void> arrived(SqlConnection connection, Collection<MissedCallUpdate> devices) {
    return insert(connection, ARRIVED, devices.stream().map(MissedCallUpdate::row).toList());
  }

  private static Uni<Void> insert(SqlConnection connection, String statement, List<Tuple> rows) {
    return connection.preparedQuery(statement).executeBatch(rows).replaceWithVoid();
  }

  private static Tuple row(MissedCallUpdate arrived) {
    byte[] device = arrived.device() == null ? new byte[0] : arrived.device().toByteArray();
    return Tuple.of(
        arrived.userId(),
        io.vertx.core.buffer.Buffer.buffer(device),
        arrived.at().atOffset(ZoneOffset.UTC));
  }

  static Uni<List<MissedCallUpdate>> claim(SqlConnection connection, int most) {
    return connection
        .preparedQuery(TAKE)
        .execute(Tuple.of(most))
        .map(
            rows -> {
              List<MissedCallUpdate> updates = new ArrayList<>();
              rows.forEach(row -> updates.add(read(row)));
              return updates;
            });
  }

  private static MissedCallUpdate read(Row row) {
    OffsetDateTime at = row.getOffsetDateTime("at");
    Buffer device = row.getBuffer("device");
    return new MissedCallUpdate(
        row.getLong("id"),
        row.getUUID("user_id"),
        device == null ? null : route(device.getBytes()),
        at.toInstant());
  }

  private static DeviceRoute route(byte[] bytes) {
    try {
      return DeviceRoute.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("missed_calls_news holds an invalid route", e);
    }
  }

  static Uni<Void> done(SqlConnection connection, Collection<MissedCallUpdate> delivered) {
    return connection.preparedQuery(DONE).execute(Tuple.of(ids(delivered))).replaceWithVoid();
  }

  static Uni<Void> postpone(
      SqlConnection connection, Collection<MissedCallUpdate> early, Duration pause) {
    return early.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection
            .preparedQuery(POSTPONE)
            .execute(Tuple.of(ids(early), pause.toMillis()))
            .replaceWithVoid();
  }

  private static Long[] ids(Collection<MissedCallUpdate> updates) {
    return updates.stream().map(MissedCallUpdate::id).toArray(Long[]::new);
  }
}
