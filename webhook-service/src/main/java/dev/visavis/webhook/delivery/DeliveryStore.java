package dev.visavis.webhook.delivery;

import dev.visavis.webhook.WebhookConfig;
import dev.visavis.webhook.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Lists the deliveries of a subscription, and queues them again on request.
@ApplicationScoped
public class DeliveryStore {
  private static final String COLUMNS =
      "seq, id, event, call_id, state, attempts, created_at, due_at, done_at, last_status, last_error";

  private static final String REPLAY =
      """
      UPDATE delivery SET state = 'waiting', attempts = 0, due_at = ?, expires_at = ?, done_at = NULL
      WHERE subscription_id = ? AND state <> 'waiting' AND \s""";

  /// The maximum number of deliveries that one request replays.
  private static final int MAX_BATCH = 1_000;

  private final Database database;
  private final WebhookConfig config;

  DeliveryStore(Database database, WebhookConfig config) {
    this.database = database;
    this.config = config;
  }

  /// Returns a page, newest first.
  ///
  /// @param before the cursor of the previous page
  public DeliveryPage page(UUID subscription, @Nullable String state, long before, int limit)
      throws SQLException {
    record Row(long seq, Delivery delivery) {}
    List<Row> rows =
        database.query(
            "SELECT "
                + COLUMNS
                + " FROM delivery WHERE subscription_id = ? AND seq < ?"
                + " AND (?::text IS NULL OR state = ?) ORDER BY seq DESC LIMIT ?",
            row -> new Row(row.getLong("seq"), read(row)),
            subscription,
            before,
            state,
            state,
            limit + 1);
    boolean more = rows.size() > limit;
    List<Row> shown = more ? rows.subList(0, limit) : rows;
    return new DeliveryPage(
        shown.stream().map(Row::delivery).toList(),
        more ? Long.toString(shown.getLast().seq()) : null);
  }

  /// Empty if there is no such delivery. A delivery that is still waiting is unchanged.
  public Optional<Delivery> replay(UUID subscription, UUID id) throws SQLException {
    Instant now = Instant.now();
    database.update(REPLAY + "id = ?", now, now.plus(config.retryPeriod()), subscription, id);
    return database
        .query(
            "SELECT " + COLUMNS + " FROM delivery WHERE subscription_id = ? AND id = ?",
            DeliveryStore::read,
            subscription,
            id)
        .stream()
        .findFirst();
  }

  /// Returns the number of deliveries queued again.
  public int replayFailed(UUID subscription) throws SQLException {
    Instant now = Instant.now();
    return database.update(
        REPLAY
            + "seq IN (SELECT seq FROM delivery WHERE subscription_id = ? AND state = 'failed'"
            + " ORDER BY seq LIMIT ?)",
        now,
        now.plus(config.retryPeriod()),
        subscription,
        subscription,
        MAX_BATCH);
  }

  private static Delivery read(ResultSet row) throws SQLException {
    String state = row.getString("state");
    int status = row.getInt("last_status");
    Integer lastStatus = row.wasNull() ? null : status;
    return new Delivery(
        row.getObject("id", UUID.class),
        row.getString("event"),
        row.getObject("call_id", UUID.class),
        state,
        row.getInt("attempts"),
        Objects.requireNonNull(Database.instant(row, "created_at")),
        state.equals("waiting") ? Database.instant(row, "due_at") : null,
        Database.instant(row, "done_at"),
        lastStatus,
        row.getString("last_error"));
  }
}
