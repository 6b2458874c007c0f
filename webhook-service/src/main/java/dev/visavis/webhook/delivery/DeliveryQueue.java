package dev.visavis.webhook.delivery;

import dev.visavis.webhook.WebhookConfig;
import dev.visavis.webhook.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The queue of deliveries, shared by all instances. An instance leases a delivery; if it does not
/// complete it in time, another instance may lease it.
@ApplicationScoped
public class DeliveryQueue {
  /// Takes the first waiting delivery of each call and subscription, which keeps them in order. The
  /// limit for each subscription prevents a slow receiver from delaying others.
  private static final String LEASE =
      """
      WITH due AS (
        SELECT d.seq,
               row_number() OVER (PARTITION BY d.subscription_id ORDER BY d.seq)
                 + (SELECT count(*) FROM delivery l WHERE l.subscription_id = d.subscription_id
                    AND l.state = 'waiting' AND l.leased_until > ?) AS place
        FROM delivery d
        JOIN subscription s ON s.id = d.subscription_id AND s.active
        WHERE d.state = 'waiting' AND d.due_at <= ?
          AND (d.leased_until IS NULL OR d.leased_until <= ?)
          AND NOT EXISTS (SELECT 1 FROM delivery e
                          WHERE e.subscription_id = d.subscription_id AND e.call_id = d.call_id
                            AND e.seq < d.seq AND e.state = 'waiting')
      ), taken AS (
        SELECT d.seq FROM delivery d
        WHERE d.seq IN (SELECT seq FROM due WHERE place <= ? ORDER BY seq LIMIT ?)
          AND d.state = 'waiting' AND (d.leased_until IS NULL OR d.leased_until <= ?)
        FOR UPDATE SKIP LOCKED
      )
      UPDATE delivery d SET leased_until = ?
      FROM taken, subscription s
      WHERE d.seq = taken.seq AND s.id = d.subscription_id
      RETURNING d.id, d.subscription_id, s.url, s.secret,
                CASE WHEN s.previous_until > ? THEN s.previous_secret END AS previous_secret,
                d.body, d.attempts, greatest(d.expires_at, s.resumed_at + ?::interval) AS expires_at""";

  private static final String COMPLETE =
      """
      UPDATE delivery SET state = ?, attempts = attempts + 1, due_at = ?, leased_until = NULL,
                          last_status = ?, last_error = ?,
                          done_at = CASE WHEN ? = 'waiting' THEN NULL ELSE ?::timestamptz END
      WHERE id = ? AND state = 'waiting'""";

  /// Added to the time limit of an attempt: an instance that does not complete an attempt by then
  /// has died.
  private static final Duration LEASE_SLACK = Duration.ofSeconds(20);

  private final Database database;
  private final WebhookConfig config;

  DeliveryQueue(Database database, WebhookConfig config) {
    this.database = database;
    this.config = config;
  }

  /// Leases up to `most` due deliveries to the caller.
  public List<Attempt> lease(int most) throws SQLException {
    Instant now = Instant.now();
    return database.query(
        LEASE,
        DeliveryQueue::attempt,
        now,
        now,
        now,
        config.maxInFlightPerSubscription(),
        most,
        now,
        now.plus(config.attemptTimeout()).plus(LEASE_SLACK),
        now,
        config.retryPeriod().toString());
  }

  public void succeed(UUID id, int status) throws SQLException {
    complete(id, "delivered", Instant.now(), status, null);
  }

  /// @param again when to try again; null if it has failed permanently
  public void fail(UUID id, @Nullable Instant again, @Nullable Integer status, String why)
      throws SQLException {
    complete(id, again == null ? "failed" : "waiting", again, status, why);
  }

  private void complete(
      UUID id, String state, @Nullable Instant due, @Nullable Integer status, @Nullable String why)
      throws SQLException {
    Instant now = Instant.now();
    database.update(
        COMPLETE, state, Objects.requireNonNullElse(due, now), status, why, state, now, id);
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    byte[] previous = row.getBytes("previous_secret");
    byte[] secret = row.getBytes("secret");
    return new Attempt(
        row.getObject("id", UUID.class),
        row.getObject("subscription_id", UUID.class),
        row.getString("url"),
        previous == null ? List.of(secret) : List.of(secret, previous),
        row.getString("body"),
        row.getInt("attempts"),
        row.getTimestamp("expires_at").toInstant());
  }
}
