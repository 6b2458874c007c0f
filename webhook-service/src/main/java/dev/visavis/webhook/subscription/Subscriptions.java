package dev.visavis.webhook.subscription;

import dev.visavis.webhook.WebhookConfig;
import dev.visavis.webhook.send.Signature;
import dev.visavis.webhook.store.Database;
import dev.visavis.webhook.store.Database.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// Stores the subscriptions. Every query is limited to the subscriptions of one owner.
@ApplicationScoped
public class Subscriptions {
  private static final String COLUMNS = "id, url, events, scope, active, suspended, created_at";

  private static final String FIND =
      "SELECT " + COLUMNS + " FROM subscription WHERE owner_id = ? AND id = ?";
  private static final String ADD =
      """
      INSERT INTO subscription (id, owner_id, url, secret, scope, events, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)""";

  /// Resuming a subscription also ends its suspension; pausing does not.
  private static final String ACTIVATE =
      """
      UPDATE subscription SET active = ?,
                              suspended = CASE WHEN NOT ? THEN suspended END,
                              resumed_at = CASE WHEN ? AND NOT active THEN ? ELSE resumed_at END
      WHERE owner_id = ? AND id = ? RETURNING \s"""
          + COLUMNS;

  private static final String CHANGE_SECRET =
      """
      UPDATE subscription SET previous_secret = secret, secret = ?, previous_until = ?
      WHERE owner_id = ? AND id = ? RETURNING \s"""
          + COLUMNS;

  /// Serializes the changes of one owner, so that the limit holds.
  private static final String LOCK_OWNER = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";

  private final Database database;
  private final WebhookConfig config;

  Subscriptions(Database database, WebhookConfig config) {
    this.database = database;
    this.config = config;
  }

  /// Returns the subscription with its secret; empty if the owner has the maximum number.
  Optional<Subscription> add(UUID owner, String url, List<String> events, Scope scope)
      throws SQLException {
    byte[] secret = Signature.newSecret();
    UUID id = UUID.randomUUID();
    Instant now = Instant.now();
    Optional<Subscription> made =
        database.transaction(
            statements -> {
              statements.query(LOCK_OWNER, row -> true, owner.toString());
              if (count(statements, owner) >= config.maxSubscriptions()) {
                return Optional.empty();
              }
              statements.update(ADD, id, owner, url, secret, scope.column(), events, now);
              return statements.query(FIND, Subscriptions::read, owner, id).stream().findFirst();
            });
    return made.map(each -> each.withSecret(Signature.text(secret)));
  }

  private static int count(Statements statements, UUID owner) throws SQLException {
    return statements
        .query("SELECT count(*) FROM subscription WHERE owner_id = ?", row -> row.getInt(1), owner)
        .getFirst();
  }

  List<Subscription> of(UUID owner) throws SQLException {
    return database.query(
        "SELECT " + COLUMNS + " FROM subscription WHERE owner_id = ? ORDER BY created_at, id",
        Subscriptions::read,
        owner);
  }

  public Optional<Subscription> find(UUID owner, UUID id) throws SQLException {
    return database.query(FIND, Subscriptions::read, owner, id).stream().findFirst();
  }

  Optional<Subscription> activate(UUID owner, UUID id, boolean active) throws SQLException {
    return database
        .query(ACTIVATE, Subscriptions::read, active, active, active, Instant.now(), owner, id)
        .stream()
        .findFirst();
  }

  /// Returns the subscription with its new secret. The previous secret still signs for a while; a
  /// second change within that time discards the secret before it.
  Optional<Subscription> changeSecret(UUID owner, UUID id) throws SQLException {
    byte[] secret = Signature.newSecret();
    return database
        .query(
            CHANGE_SECRET,
            Subscriptions::read,
            secret,
            Instant.now().plus(config.previousSecretOverlap()),
            owner,
            id)
        .stream()
        .findFirst()
        .map(changed -> changed.withSecret(Signature.text(secret)));
  }

  /// Returns whether the subscription existed.
  boolean remove(UUID owner, UUID id) throws SQLException {
    return database.update("DELETE FROM subscription WHERE owner_id = ? AND id = ?", owner, id) > 0;
  }

  private static Subscription read(ResultSet row) throws SQLException {
    return new Subscription(
        row.getObject("id", UUID.class),
        row.getString("url"),
        List.of((String[]) row.getArray("events").getArray()),
        Scope.of(row.getString("scope")),
        row.getBoolean("active"),
        row.getString("suspended"),
        Objects.requireNonNull(Database.instant(row, "created_at")),
        null);
  }
}
