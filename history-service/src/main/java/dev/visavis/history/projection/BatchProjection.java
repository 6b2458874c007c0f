package dev.visavis.history.projection;

import dev.visavis.support.kafka.DeadLetters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Writes one batch of records to the database. The batch is done, and its offsets may be
/// committed, when the rows are committed and the records that can never be processed are dead
/// letters. While PostgreSQL or Kafka is unavailable it retries without limit; the consumer is
/// paused meanwhile and keeps its partitions.
@ApplicationScoped
class BatchProjection {
  private static final Logger LOG = Logger.getLogger(BatchProjection.class);
  private static final String CONSUMER = "history-service";

  private final Function<RejectedRecord, Uni<Void>> deadLetters;
  private final ProjectionConfig config;
  private final MeterRegistry metrics;
  private final Counter deadLettered;

  @Inject
  BatchProjection(
      @Channel("dead-letters") MutinyEmitter<ProducerRecord<byte[], byte[]>> deadLetters,
      ProjectionConfig config,
      MeterRegistry metrics) {
    this(
        rejected -> deadLetters.send(DeadLetters.of(rejected.record(), CONSUMER, rejected.why())),
        config,
        metrics);
  }

  /// @param deadLetters writes the records that can never be processed
  BatchProjection(
      Function<RejectedRecord, Uni<Void>> deadLetters,
      ProjectionConfig config,
      MeterRegistry metrics) {
    this.deadLetters = deadLetters;
    this.config = config;
    this.metrics = metrics;
    this.deadLettered = DeadLetters.counter(metrics);
  }

  /// @param decode returns null for a record without an effect; throws [IllegalArgumentException]
  ///     on an invalid one
  /// @param key the entity that an event is about; events of one entity are written together
  /// @param write writes in one transaction
  <E> Uni<Void> project(
      String name,
      ConsumerRecords<byte[], byte[]> batch,
      Function<byte[], @Nullable E> decode,
      Function<E, UUID> key,
      Function<Map<UUID, List<ConsumedRecord<E>>>, Uni<BatchResult>> write) {
    List<RejectedRecord> unreadable = new ArrayList<>();
    Map<UUID, List<ConsumedRecord<E>>> byKey = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      try {
        E event = decode.apply(record.value());
        if (event != null) {
          byKey
              .computeIfAbsent(key.apply(event), id -> new ArrayList<>())
              .add(new ConsumedRecord<>(record, event));
        }
      } catch (IllegalArgumentException e) {
        unreadable.add(new RejectedRecord(record, e));
      }
    }
    return write(byKey, write)
        .map(new BatchResult(0, 0, unreadable)::plus)
        .call(written -> deadLetterAll(written.rejected()))
        .invoke(written -> count(name, batch.count(), written))
        .replaceWithVoid();
  }

  private <E> Uni<BatchResult> write(
      Map<UUID, List<ConsumedRecord<E>>> byKey,
      Function<Map<UUID, List<ConsumedRecord<E>>>, Uni<BatchResult>> write) {
    if (byKey.isEmpty()) {
      return Uni.createFrom().item(new BatchResult(0, 0, List.of()));
    }
    return untilDone("write to the database", () -> write.apply(byKey))
        .onFailure(DatabaseErrors::isRefusal)
        .recoverWithUni(refusal -> isolate(byKey, write, refusal));
  }

  /// Writes each entity alone, so that one whose data the database refuses does not block the
  /// others.
  private <E> Uni<BatchResult> isolate(
      Map<UUID, List<ConsumedRecord<E>>> byKey,
      Function<Map<UUID, List<ConsumedRecord<E>>>, Uni<BatchResult>> write,
      Throwable refusal) {
    if (byKey.size() == 1) {
      List<RejectedRecord> all =
          byKey.values().iterator().next().stream().map(each -> each.reject(refusal)).toList();
      return Uni.createFrom().item(new BatchResult(0, 0, all));
    }
    return Multi.createFrom()
        .iterable(byKey.entrySet())
        .onItem()
        .transformToUniAndConcatenate(one -> write(Map.of(one.getKey(), one.getValue()), write))
        .collect()
        .in(() -> new ArrayList<BatchResult>(), List::add)
        .map(all -> all.stream().reduce(new BatchResult(0, 0, List.of()), BatchResult::plus));
  }

  private Uni<Void> deadLetterAll(List<RejectedRecord> rejected) {
    return Multi.createFrom()
        .iterable(rejected)
        .onItem()
        .transformToUniAndConcatenate(this::deadLetter)
        .collect()
        .last();
  }

  private Uni<Void> deadLetter(RejectedRecord rejected) {
    ConsumerRecord<byte[], byte[]> record = rejected.record();
    LOG.warnf(
        "Writing a dead letter: %s-%d@%d, key %s: %s",
        record.topic(), record.partition(), record.offset(), key(record), rejected.why());
    return untilDone("write to the dead letters", () -> deadLetters.apply(rejected));
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "none" : new String(record.key(), StandardCharsets.UTF_8);
  }

  private <T> Uni<T> untilDone(String what, Supplier<Uni<T>> attempt) {
    return Uni.createFrom()
        .deferred(attempt::get)
        .ifNoItem()
        .after(config.attemptTimeout())
        .fail()
        .onFailure(fault -> !DatabaseErrors.isRefusal(fault))
        .invoke(fault -> LOG.warnf("Cannot %s; retrying: %s", what, fault))
        .onFailure(fault -> !DatabaseErrors.isRefusal(fault))
        .retry()
        .withBackOff(config.minBackoff(), config.maxBackoff())
        .withJitter(0.3)
        .indefinitely();
  }

  private void count(String name, int records, BatchResult written) {
    metrics.summary("visavis.history.batch.size", "projection", name).record(records);
    metrics.counter("visavis.history.rows", "projection", name).increment(written.rows());
    metrics.counter("visavis.history.orphans", "projection", name).increment(written.orphans());
    deadLettered.increment(written.rejected().size());
  }
}
