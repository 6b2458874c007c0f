package dev.visavis.history.api;

import dev.visavis.history.missed.MissedCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/// Hides calls from the history of one user.
@ApplicationScoped
class HiddenCalls {
  private static final String HIDE =
      """
      update call_participants set hidden_at = coalesce(hidden_at, now())
      where call_id = $1 and user_id = $2 and visible
      """;

  /// A live call can still be joined, so it stays.
  private static final String HIDE_OVER =
      """
      update call_participants set hidden_at = now()
      where user_id = $1 and call_id in (
        select p.call_id from call_participants p join calls c on c.id = p.call_id
        where p.user_id = $1 and p.visible and p.hidden_at is null and p.created_at <= $2
          and c.state not in ('ringing', 'connected')
        limit $3)
      """;

  /// How many calls one statement hides, so that it holds its locks only briefly.
  private static final int BATCH = 1_000;

  private final Pool pool;
  private final MissedCalls missed;

  HiddenCalls(Pool pool, MissedCalls missed) {
    this.pool = pool;
    this.missed = missed;
  }

  /// Hides the call. False if the user has no such call.
  Uni<Boolean> hide(UUID me, UUID callId) {
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(HIDE)
                .execute(Tuple.of(callId, me))
                .map(hidden -> hidden.rowCount() > 0)
                .call(() -> missed.forget(connection, me, callId)));
  }

  /// Hides all calls that are over and were made at or before the instant. They are not missed any
  /// more.
  Uni<Void> hideAll(UUID me, Instant upTo) {
    return hideBatch(me, upTo)
        .flatMap(count -> count < BATCH ? missed.see(me, upTo) : hideAll(me, upTo));
  }

  private Uni<Integer> hideBatch(UUID me, Instant upTo) {
    return pool.preparedQuery(HIDE_OVER)
        .execute(Tuple.of(me, upTo.atOffset(ZoneOffset.UTC), BATCH))
        .map(hidden -> hidden.rowCount());
  }
}
