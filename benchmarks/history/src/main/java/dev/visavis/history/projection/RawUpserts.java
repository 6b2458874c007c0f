package dev.visavis.history.projection;

import dev.visavis.proto.v1.events.CallEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A client that only upserts rows: one transaction for each batch, with two statements, each sent
/// once for all its rows.
public final class RawUpserts {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Pool pool;

  public RawUpserts(Pool pool) {
    this.pool = pool;
  }

  /// The rows of the events of one batch.
  public record Rows(Tuple calls, Tuple participants) {}

  /// The rows that the projection would write, for each batch; computed before the measurement.
  public List<Rows> prepare(List<List<CallEvent>> batches) {
    Map<UUID, @Nullable CallRecord> known = new HashMap<>();
    List<Rows> all = new ArrayList<>();
    for (List<CallEvent> batch : batches) {
      Map<UUID, @Nullable CallRecord> before = new HashMap<>();
      Map<UUID, CallRecord> after = new LinkedHashMap<>();
      for (CallEvent event : batch) {
        UUID id = CallEvents.uuid(event.getCallId());
        if (!before.containsKey(id)) {
          before.put(id, known.get(id));
        }
        CallRecord folded = CallFold.apply(known.get(id), event);
        if (folded != null && !folded.equals(known.put(id, folded))) {
          after.put(id, folded);
        }
      }
      List<ParticipantUpdate> parts =
          after.values().stream()
              .flatMap(call -> ParticipantUpdate.changed(before.get(call.id()), call))
              .toList();
      all.add(new Rows(CallRows.calls(after.values()), CallRows.participants(parts)));
    }
    return all;
  }

  /// Returns after the commit.
  public void write(Rows rows) {
    pool.withTransaction(
            connection ->
                Uni.combine()
                    .all()
                    .unis(
                        connection.preparedQuery(CallStore.UPSERT_CALLS).execute(rows.calls()),
                        connection
                            .preparedQuery(CallStore.UPSERT_PARTICIPANTS)
                            .execute(rows.participants()))
                    .discardItems())
        .await()
        .atMost(TIMEOUT);
  }
}
