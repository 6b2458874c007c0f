package dev.visavis.webhook.event;

import dev.visavis.webhook.WebhookConfig;
import dev.visavis.webhook.store.Database;
import dev.visavis.webhook.store.Database.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Writes a delivery of each event for each subscription that gets it. Rows that exist are
/// unchanged.
@ApplicationScoped
class DeliveryEnqueuer {
  private static final String HAS_SUBSCRIPTIONS =
      "SELECT EXISTS (SELECT 1 FROM subscription WHERE suspended IS NULL)";

  private static final String UPSERT_PARTICIPANTS =
      """
      INSERT INTO call_user AS known (call_id, user_id, hidden, initiator, seen_at)
      SELECT call_id, user_id, bool_and(hidden), bool_or(initiator), ?
      FROM unnest(?, ?, ?, ?) AS told (call_id, user_id, hidden, initiator)
      GROUP BY call_id, user_id ORDER BY call_id, user_id
      ON CONFLICT (call_id, user_id) DO UPDATE SET hidden = known.hidden AND excluded.hidden\
      """;

  private static final String MARK_AS_BLOCKING =
      "UPDATE call_user SET hidden = true WHERE call_id = ? AND user_id = ?";

  /// A subscription gets the events that occur after it was made. While its owner has paused it,
  /// deliveries wait; while it is suspended, none are added.
  private static final String ENQUEUE =
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

  DeliveryEnqueuer(Database database, WebhookConfig config) {
    this.database = database;
    this.config = config;
  }

  /// Writes all rows or none. Without active subscriptions it records only the participants of each
  /// call, so that a subscription made during a call works.
  ///
  /// @return the number of deliveries added
  int enqueue(List<WebhookEvent> events) throws SQLException {
    Instant now = Instant.now();
    return database.transaction(
        statements -> {
          if (!statements.query(HAS_SUBSCRIPTIONS, row -> row.getBoolean(1)).getFirst()) {
            rememberParticipants(statements, events, now);
            return 0;
          }
          int queued = 0;
          for (WebhookEvent event : events) {
            // Event by event, so that a user who is invited later does not get earlier events.
            rememberParticipants(statements, List.of(event), now);
            queued += event.isCallerBlocked() ? 0 : enqueue(statements, event, now);
          }
          return queued;
        });
  }

  private static void rememberParticipants(
      Statements statements, List<WebhookEvent> events, Instant now) throws SQLException {
    List<UUID> calls = new ArrayList<>();
    List<WebhookEvent.EventParticipant> participants = new ArrayList<>();
    for (WebhookEvent event : events) {
      for (WebhookEvent.EventParticipant participant : event.participants()) {
        calls.add(event.callId());
        participants.add(participant);
      }
    }
    if (!participants.isEmpty()) {
      statements.update(
          UPSERT_PARTICIPANTS,
          now,
          calls,
          participants.stream().map(WebhookEvent.EventParticipant::userId).toList(),
          participants.stream().map(WebhookEvent.EventParticipant::blocksCaller).toList(),
          participants.stream().map(WebhookEvent.EventParticipant::initiator).toList());
    }
    for (WebhookEvent event : events) {
      if (event.isCallerBlocked()) {
        statements.update(MARK_AS_BLOCKING, event.callId(), event.subject());
      }
    }
  }

  private int enqueue(Statements statements, WebhookEvent event, Instant now) throws SQLException {
    return statements.update(
        ENQUEUE,
        event.callId(),
        event.version(),
        event.index(),
        event.event(),
        event.fullBody(),
        event.participantBody(),
        now,
        now,
        now.plus(config.retryPeriod()),
        event.callId(),
        event.at(),
        event.event(),
        event.callId(),
        event.subject());
  }
}
