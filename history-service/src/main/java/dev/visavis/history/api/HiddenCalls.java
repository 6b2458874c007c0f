package dev.visavis.history.api;

import dev.visavis.history.missed.MissedCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Hides calls from the history of one user.
@ApplicationScoped
class HiddenCalls {
  private static final String HIDE =
      """
      update call_participants set hidden_at = coalesce(hidden_at, now())
      where call_id = $1 and user_id = $2 and visible
      """;

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
}
