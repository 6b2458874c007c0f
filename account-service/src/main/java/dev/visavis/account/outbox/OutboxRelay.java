package dev.visavis.account.outbox;

import dev.visavis.account.AccountConfig;
import dev.visavis.proto.Partitions;
import dev.visavis.proto.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Publishes the records of the outbox: at once after a change in this instance, and at intervals
/// those that other instances or an earlier run have left.
///
/// Delivery is at least once and in order for each user: a row is taken only if its user has no
/// earlier one, and deleted only after Kafka has acknowledged it. Several instances share the work.
@ApplicationScoped
public class OutboxRelay {
  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final int BATCH = 200;
  private static final Duration PUBLISH_TIMEOUT = Duration.ofSeconds(12);

  private static final String TAKE =
      """
      SELECT id, user_id, device_id, value FROM outbox o
      WHERE NOT EXISTS (SELECT 1 FROM outbox e WHERE e.user_id = o.user_id AND e.id < o.id)
      ORDER BY id LIMIT %d FOR UPDATE SKIP LOCKED"""
          .formatted(BATCH);
  private static final String REMOVE = "DELETE FROM outbox WHERE id = ANY($1)";

  private final Pool pool;
  private final MutinyEmitter<ProducerRecord<String, byte[]>> records;
  private final Vertx vertx;
  private final Duration interval;
  private final Counter published;
  // The number of requested rounds that are not done; above 1, another round follows this one.
  private final AtomicInteger pendingRounds = new AtomicInteger();
  private volatile long timer = -1;
  private volatile boolean failing;

  OutboxRelay(
      Pool pool,
      @Channel("outbox") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 2 * BATCH)
          MutinyEmitter<ProducerRecord<String, byte[]>> records,
      Vertx vertx,
      AccountConfig config,
      MeterRegistry metrics) {
    this.pool = pool;
    this.records = records;
    this.vertx = vertx;
    this.interval = config.outboxInterval();
    this.published = metrics.counter("visavis.account.outbox.published");
  }

  void start(@Observes StartupEvent event) {
    timer = vertx.setPeriodic(interval.toMillis(), ignored -> signal());
  }

  void stop(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }

  /// Requests a round of publishing; call it after the commit. Returns at once.
  public void signal() {
    if (pendingRounds.getAndUpdate(n -> Math.min(n + 1, 2)) == 0) {
      round();
    }
  }

  private void round() {
    pool.withTransaction(this::publishBatch).subscribe().with(this::roundDone, this::roundFailed);
  }

  private Uni<Integer> publishBatch(SqlConnection connection) {
    return connection
        .query(TAKE)
        .execute()
        .flatMap(
            taken -> {
              List<Row> rows = new ArrayList<>();
              taken.forEach(rows::add);
              return rows.isEmpty() ? Uni.createFrom().item(0) : publish(connection, rows);
            });
  }

  /// Publishes the first record alone, so that only one waits in the producer while Kafka is
  /// unavailable.
  private Uni<Integer> publish(SqlConnection connection, List<Row> rows) {
    return send(rows.getFirst())
        .flatMap(sent -> sendAll(rows.subList(1, rows.size())))
        .ifNoItem()
        .after(PUBLISH_TIMEOUT)
        .fail()
        .flatMap(sent -> remove(connection, rows))
        .replaceWith(rows.size());
  }

  private Uni<Void> sendAll(List<Row> rows) {
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join().all(rows.stream().map(this::send).toList()).andFailFast().replaceWithVoid();
  }

  private Uni<Void> send(Row row) {
    return records.send(
        record(
            row.getUUID("user_id").toString(),
            row.getString("device_id"),
            row.getBuffer("value").getBytes()));
  }

  private static ProducerRecord<String, byte[]> record(
      String userId, @Nullable String deviceId, byte[] value) {
    if (deviceId == null) {
      return new ProducerRecord<>(Topic.USER_PROFILES.topicName(), userId, value);
    }
    int partition = Partitions.forUser(userId, Topic.DEVICE_EVENTS.partitions());
    String key = userId + ":" + deviceId;
    return new ProducerRecord<>(Topic.DEVICE_EVENTS.topicName(), partition, key, value);
  }

  private static Uni<Void> remove(SqlConnection connection, List<Row> rows) {
    Long[] ids = rows.stream().map(row -> row.getLong("id")).toArray(Long[]::new);
    return connection.preparedQuery(REMOVE).execute(Tuple.of(ids)).replaceWithVoid();
  }

  private void roundDone(int count) {
    if (failing) {
      failing = false;
      LOG.info("Publishing the outbox works again");
    }
    published.increment(count);
    // A later change of the same user may have waited for the record just published.
    boolean more = count > 0;
    if (pendingRounds.updateAndGet(n -> more ? 1 : n - 1) > 0) {
      round();
    }
  }

  /// The rows stay in the outbox; the next tick of the timer retries.
  private void roundFailed(Throwable error) {
    if (!failing) {
      failing = true;
      LOG.warnf(
          "Cannot publish the outbox; retrying: %s",
          error.getCause() == null ? error : error.getCause());
    }
    pendingRounds.set(0);
  }
}
