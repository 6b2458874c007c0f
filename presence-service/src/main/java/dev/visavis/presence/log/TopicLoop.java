package dev.visavis.presence.log;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import dev.visavis.proto.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/// Reads one topic and feeds it to a projection, batch by batch, in order. The offsets of a batch
/// are committed once the projection is through with it. While the projection fails, the batch is
/// read again after growing pauses, and the consumer stays in its group.
final class TopicLoop<T> implements Runnable {
  private static final Logger LOG = Logger.getLogger(TopicLoop.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Topic topic;
  private final Parser<T> parser;
  private final Projection<T> projection;
  private final Consumer<byte[], byte[]> consumer;
  private final LogWriter log;
  private final BackOff backOff;
  private final AtomicLong applied = new AtomicLong();
  private final AtomicLong lag = new AtomicLong();
  private volatile boolean assigned;
  private volatile boolean stopped;

  TopicLoop(
      Topic topic,
      Parser<T> parser,
      Projection<T> projection,
      Consumer<byte[], byte[]> consumer,
      LogWriter log,
      Duration maxBackOff) {
    this.topic = topic;
    this.parser = parser;
    this.projection = projection;
    this.consumer = consumer;
    this.log = log;
    this.backOff = new BackOff(maxBackOff);
  }

  Topic topic() {
    return topic;
  }

  /// Whether the group has given this consumer its share of the topic, be it none.
  boolean isAssigned() {
    return assigned;
  }

  /// Records applied since the start.
  long applied() {
    return applied.get();
  }

  /// Records of the assigned partitions that are not applied yet.
  long lag() {
    return lag.get();
  }

  void stop() {
    stopped = true;
    consumer.wakeup();
  }

  @Override
  public void run() {
    try (consumer) {
      consumer.subscribe(List.of(topic.topicName()), new Share());
      while (!stopped) {
        step();
      }
    } catch (WakeupException e) {
      LOG.debugf("%s: stopped", topic);
    }
  }

  private void step() {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    if (records.isEmpty()) {
      measure();
      return;
    }
    try {
      projection.apply(decode(records));
      applied.addAndGet(records.count());
      backOff.reset();
    } catch (RuntimeException e) {
      if (!stopped) {
        waitAndReadAgain(records, e);
      }
      return;
    }
    consumer.commitAsync();
    measure();
  }

  private List<Logged<T>> decode(ConsumerRecords<byte[], byte[]> records) {
    List<Logged<T>> decoded = new ArrayList<>(records.count());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      byte[] value = record.value();
      if (value == null) {
        continue;
      }
      try {
        decoded.add(new Logged<>(record.offset(), parser.parseFrom(value)));
      } catch (InvalidProtocolBufferException e) {
        LOG.errorf(e, "%s: a record cannot be read, it goes to the dead letters", topic);
        log.bury(record, e);
      }
    }
    return decoded;
  }

  private void waitAndReadAgain(ConsumerRecords<byte[], byte[]> records, RuntimeException cause) {
    Duration pause = backOff.next();
    LOG.warnf(cause, "%s: %d records are tried again in %s", topic, records.count(), pause);
    readAgain(records);
    long until = System.nanoTime() + pause.toNanos();
    while (!stopped && System.nanoTime() < until) {
      consumer.pause(consumer.assignment());
      // A partition that is assigned in this moment is not paused: what it gives is read later.
      readAgain(consumer.poll(Duration.ofNanos(Math.max(1, until - System.nanoTime()))));
    }
    consumer.resume(consumer.assignment());
  }

  private void readAgain(ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      if (consumer.assignment().contains(partition)) {
        consumer.seek(partition, records.records(partition).getFirst().offset());
      }
    }
  }

  private void measure() {
    lag.set(
        consumer.assignment().stream()
            .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
            .sum());
  }

  private final class Share implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      assigned = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      try {
        consumer.commitSync(POLL);
      } catch (KafkaException e) {
        LOG.infof("%s: offsets were not committed, records will come again: %s", topic, e);
      }
    }
  }
}
