package dev.visavis.webhook.fact;

import dev.visavis.webhook.WebhookConfig;
import dev.visavis.webhook.store.Database;
import dev.visavis.webhook.store.Database.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Writes a delivery for each subscription that a fact concerns. What is there already stays.
@ApplicationScoped
class FactStore {
  private static final String SOMEBODY_LISTENS =
      "SELECT EXISTS (SELECT 1 FROM subscription WHERE suspended IS NULL)";

  private static final String KNOW =
      """
      INSERT INTO call_user AS known (call_id, user_id, hidden, initiator, seen_at)
      SELECT call_id, user_id, bool_and(hidden), bool_or(initiator), ?
      FROM unnest(?, ?, ?, ?) AS told (call_id, user_id, hidden, initiator)
      GROUP BY call_id, user_id ORDER BY call_id, user_id
      ON CONFLICT (call_id, user_id) DO UPDATE SET hidden = known.hidden AND excluded.hidden\
      """;

  private static final String HIDE =
      "UPDATE call_user SET hidden = true WHERE call_id = ? AND user_id = ?";

  /// A subscription hears of what happens from its own beginning on. While its owner has paused it,
  /// facts wait; a suspended one takes no more of them.
  private static final String QUEUE =
      """
      INSERT INTO delivery (id, subscription_id, call_id, version, fact_index, event, body,
                            created_at, due_at, expires_at)
      SELECT gen_random_uuid(), s.id, ?, ?, ?, ?,
             CASE WHEN s.scope = 'all' OR u.initiator THEN ? ELSE ? END, ?, ?, ?
      FROM subscription s
      LEFT JOIN call_user u ON u.call_id = ? AND u.user_id = s.owner_id
      WHERE s.suspended IS NULL AND s.created_at <= ?
        AND (s.events = '{}' OR ? = ANY (s.events))
        AND (s.scope = 'all' OR u.initiator OR (u.user_id IS NOT NULL AND NOT u.hidden
          AND NOT EXISTS (SELECT 1 FROM call_user h
                          WHERE h.call_id = ? AND h.user_id = ?::uuid AND h.hidden)))
      ON CONFLICT (subscription_id, call_id, version, fact_index) DO NOTHING\
      """;

  private final Database database;
  private final WebhookConfig config;

  FactStore(Database database, WebhookConfig config) {
    this.database = database;
    this.config = config;
  }

  /// All of them, or none. While nobody listens, only who has a part in which call is written down,
  /// for a subscription that comes in the middle of a call.
  ///
  /// @return how many deliveries wait now that did not before
  int queue(List<Told> facts) throws SQLException {
    Instant now = Instant.now();
    return database.transaction(
        statements -> {
          if (!statements.query(SOMEBODY_LISTENS, row -> row.getBoolean(1)).getFirst()) {
            know(statements, facts, now);
            return 0;
          }
          int queued = 0;
          for (Told fact : facts) {
            // One by one: who is invited later must not hear of what was before.
            know(statements, List.of(fact), now);
            queued += fact.turnsAway() ? 0 : queue(statements, fact, now);
          }
          return queued;
        });
  }

  private static void know(Statements statements, List<Told> facts, Instant now)
      throws SQLException {
    List<UUID> calls = new ArrayList<>();
    List<Told.Part> parts = new ArrayList<>();
    for (Told fact : facts) {
      for (Told.Part part : fact.people()) {
        calls.add(fact.callId());
        parts.add(part);
      }
    }
    if (!parts.isEmpty()) {
      statements.update(
          KNOW,
          now,
          calls,
          parts.stream().map(Told.Part::userId).toList(),
          parts.stream().map(Told.Part::hidden).toList(),
          parts.stream().map(Told.Part::initiator).toList());
    }
    for (Told fact : facts) {
      if (fact.turnsAway()) {
        statements.update(HIDE, fact.callId(), fact.subject());
      }
    }
  }

  private int queue(Statements statements, Told fact, Instant now) throws SQLException {
    return statements.update(
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
