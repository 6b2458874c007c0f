package dev.visavis.webhook.fact;

import dev.visavis.webhook.WebhookConfig;
import dev.visavis.webhook.store.Database;
import dev.visavis.webhook.store.Database.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Writes a delivery for each subscription that a fact concerns. What is there already stays.
@ApplicationScoped
class FactStore {
  private static final String KNOW =
      """
      INSERT INTO call_user AS known (call_id, user_id, hidden, initiator, seen_at)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (call_id, user_id) DO UPDATE SET hidden = known.hidden AND excluded.hidden""";

  /// A subscription hears of what happens from its own beginning on.
  private static final String QUEUE =
      """
      INSERT INTO delivery (id, subscription_id, call_id, version, fact_index, event, body,
                            created_at, due_at, expires_at)
      SELECT gen_random_uuid(), s.id, ?, ?, ?, ?,
             CASE WHEN s.scope = 'all' OR u.initiator THEN ? ELSE ? END, ?, ?, ?
      FROM subscription s
      LEFT JOIN call_user u ON u.call_id = ? AND u.user_id = s.owner_id
      WHERE s.active AND s.created_at <= ?
        AND (s.events = '{}' OR ? = ANY (s.events))
        AND (s.scope = 'all' OR u.initiator OR (u.user_id IS NOT NULL AND NOT u.hidden
          AND NOT EXISTS (SELECT 1 FROM call_user h
                          WHERE h.call_id = ? AND h.user_id = ?::uuid AND h.hidden)))
      ON CONFLICT (subscription_id, call_id, version, fact_index) DO NOTHING""";

  private final Database database;
  private final WebhookConfig config;

  FactStore(Database database, WebhookConfig config) {
    this.database = database;
    this.config = config;
  }

  /// All of them, or none.
  void queue(List<Told> facts) throws SQLException {
    database.transaction(
        statements -> {
          for (Told fact : facts) {
            queue(statements, fact);
          }
          return facts.size();
        });
  }

  private void queue(Statements statements, Told fact) throws SQLException {
    Instant now = Instant.now();
    for (Told.Part part : fact.people()) {
      statements.update(KNOW, fact.callId(), part.userId(), part.hidden(), part.initiator(), now);
    }
    statements.update(
        QUEUE,
        fact.callId(),
        fact.version(),
        fact.index(),
        fact.event(),
        fact.whole(),
        fact.limited(),
        now,
        now,
        now.plus(config.retryFor()),
        fact.callId(),
        fact.at(),
        fact.event(),
        fact.callId(),
        fact.subject());
  }
}
