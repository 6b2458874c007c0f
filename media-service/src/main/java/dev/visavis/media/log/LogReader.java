package dev.visavis.media.log;

import dev.visavis.support.metrics.ConsumerLag;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/// Reads partitions from their end at the start of the process on, by manual assignment: every
/// instance reads all of them, or is the only one that reads its own. What was there before the
/// start belongs to an earlier process, whose rooms are lost anyway.
final class LogReader implements Runnable {
  private static final Logger LOG = Logger.getLogger(LogReader.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long RETRY_MS = 500;
  private static final Duration STOP = Duration.ofSeconds(3);

  private final String name;
  private final String topic;
  private final Map<String, Object> settings;
  private final Function<KafkaConsumer<?, ?>, Collection<TopicPartition>> partitions;
  private final Consumer<ConsumerRecord<byte[], byte[]>> handler;
  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private volatile boolean positioned;
  private volatile long lag;

  /// @param partitions asked at each attempt, and blocks until Kafka answers
  /// @param handler called on the thread of this reader
  LogReader(
      String name,
      String topic,
      Map<String, Object> broker,
      Function<KafkaConsumer<?, ?>, Collection<TopicPartition>> partitions,
      Consumer<ConsumerRecord<byte[], byte[]>> handler) {
    this.name = name;
    this.topic = topic;
    this.settings = settings(name, broker);
    this.partitions = partitions;
    this.handler = handler;
    this.thread = Thread.ofPlatform().name(name).unstarted(this);
  }

  private static Map<String, Object> settings(String name, Map<String, Object> broker) {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, name);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    settings.put(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MS_CONFIG, 20);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return settings;
  }

  void start(MeterRegistry meters) {
    Gauge.builder(ConsumerLag.NAME, this, reader -> reader.lag)
        .tag("group", name)
        .tag("topic", topic)
        .register(meters);
    thread.start();
  }

  /// Whether it has begun: what is written from now on will be read.
  boolean isPositioned() {
    return positioned;
  }

  @Override
  public void run() {
    while (!stopped()) {
      try (KafkaConsumer<byte[], byte[]> consumer =
          new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        position(consumer);
        positioned = true;
        while (!stopped()) {
          consumer.poll(POLL).forEach(this::take);
          lag =
              consumer.assignment().stream()
                  .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                  .sum();
        }
      } catch (InterruptException e) {
        LOG.debugf("stopped reading %s", topic);
        return;
      } catch (KafkaException e) {
        LOG.warnf("could not read %s; retrying: %s", topic, e.getMessage());
        pause();
      }
    }
  }

  private void position(KafkaConsumer<byte[], byte[]> consumer) {
    Collection<TopicPartition> all = partitions.apply(consumer);
    consumer.assign(all);
    consumer.endOffsets(all).forEach(next::putIfAbsent);
    all.forEach(partition -> consumer.seek(partition, next.getOrDefault(partition, 0L)));
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    try {
      handler.accept(record);
    } catch (RuntimeException e) {
      LOG.errorf(e, "could not handle the record at %s", record.offset());
    }
  }

  private void pause() {
    try {
      if (stop.await(RETRY_MS, TimeUnit.MILLISECONDS)) {
        LOG.debugf("stopped reading %s", topic);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean stopped() {
    return stop.getCount() == 0 || Thread.currentThread().isInterrupted();
  }

  void stop() {
    stop.countDown();
    try {
      if (!thread.join(STOP)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
