package dev.visavis.presence.log;

import dev.visavis.time.Backoff;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Consumes one topic, batch by batch, in order. Offsets are committed shortly after a batch is
/// applied. While Redis or Kafka is unavailable, it reads the batch again after growing pauses, and
/// stays in its group.
final class TopicConsumer implements Runnable {
  private static final Logger LOG = Logger.getLogger(TopicConsumer.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /// Each commit is a request, which costs the broker as much as a batch does. Repeating records
  /// after a crash is harmless.
  private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

  /// The minimum time between two batches. The first record after a quiet period is applied at
  /// once; later records are batched, because one request per record costs the broker, Redis and
  /// this service several times as much.
  private static final Duration MIN_BATCH_INTERVAL = Duration.ofMillis(20);

  private final String topic;
  private final BatchApplier<?> applier;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Backoff backoff;
  private final AtomicLong applied = new AtomicLong();
  private volatile @Nullable Consumer<byte[], byte[]> current;
  private volatile boolean assigned;
  private volatile boolean stopped;

  TopicConsumer(
      String topic,
      BatchApplier<?> applier,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Duration maxBackoff) {
    this.topic = topic;
    this.applier = applier;
    this.consumers = consumers;
    this.backoff = new Backoff(maxBackoff.dividedBy(40), maxBackoff);
  }

  /// Whether the group has assigned partitions to this consumer, possibly none.
  boolean isAssigned() {
    return assigned;
  }

  /// Records applied since the start.
  long applied() {
    return applied.get();
  }

  void stop() {
    stopped = true;
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  @Override
  public void run() {
    while (!stopped) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        current = consumer;
        follow(consumer);
      } catch (WakeupException e) {
        LOG.debugf("%s: woken up to stop", topic);
      } catch (RuntimeException e) {
        LOG.errorf(e, "%s: the consumer failed, starting another one", topic);
        LockSupport.parkNanos(backoff.next().toNanos());
      } finally {
        assigned = false;
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>();
    consumer.subscribe(List.of(topic), new AssignmentListener(consumer, committable));
    long committed = System.nanoTime();
    while (!stopped) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      long begun = System.nanoTime();
      if (!records.isEmpty() && apply(consumer, records)) {
        committable.putAll(records.nextOffsets());
      }
      if (!committable.isEmpty() && System.nanoTime() - committed > COMMIT_INTERVAL.toNanos()) {
        consumer.commitAsync(Map.copyOf(committable), null);
        committable.clear();
        committed = System.nanoTime();
      }
      if (!records.isEmpty()) {
        LockSupport.parkNanos(begun + MIN_BATCH_INTERVAL.toNanos() - System.nanoTime());
      }
    }
  }

  private boolean apply(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> all) {
    try {
      applier.apply(all);
      applied.addAndGet(all.count());
      backoff.reset();
      return true;
    } catch (RuntimeException e) {
      Duration pause = backoff.next();
      LOG.warnf(
          "%s: %d records could not be applied, retrying in %s: %s", topic, all.count(), pause, e);
      readAgain(consumer, all);
      waitInGroup(consumer, pause);
      return false;
    }
  }

  private void waitInGroup(Consumer<byte[], byte[]> consumer, Duration pause) {
    long until = System.nanoTime() + pause.toNanos();
    for (long left = pause.toNanos(); left > 0 && !stopped; left = until - System.nanoTime()) {
      consumer.pause(consumer.assignment());
      // A partition that is assigned at this moment is not paused; read its records again later.
      readAgain(consumer, consumer.poll(Duration.ofNanos(left)));
    }
    consumer.resume(consumer.assignment());
  }

  private static void readAgain(
      Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      if (consumer.assignment().contains(partition)) {
        consumer.seek(partition, records.records(partition).getFirst().offset());
      }
    }
  }

  private final class AssignmentListener implements ConsumerRebalanceListener {
    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, OffsetAndMetadata> committable;

    AssignmentListener(
        Consumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> committable) {
      this.consumer = consumer;
      this.committable = committable;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      assigned = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      try {
        consumer.commitSync(committable, POLL);
      } catch (KafkaException e) {
        LOG.infof("%s: offsets could not be committed, records will be repeated: %s", topic, e);
      }
      committable.keySet().removeAll(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      committable.keySet().removeAll(partitions);
    }
  }
}
