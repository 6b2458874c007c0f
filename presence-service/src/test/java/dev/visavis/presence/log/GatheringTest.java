package dev.visavis.presence.log;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.infra.EmbeddedKafka;
import dev.visavis.infra.TopicCreator;
import dev.visavis.proto.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What gathering saves, and what the alternatives cost (docs/adr/0017): requests to the broker for
/// a stream of records, and the time from a lone record to its application.
@Timeout(120)
class GatheringTest {
  private static final int STREAM = 1_000;
  private static final Duration APART = Duration.ofMillis(2);
  private static final int LONE = 51;
  private static final Duration SILENCE = Duration.ofMillis(60);

  @TempDir private Path dir;
  private EmbeddedKafka kafka;
  private KafkaProducer<byte[], byte[]> producer;

  /// When each record was applied, less when it was sent, in nanoseconds.
  private final BlockingQueue<Long> delays = new LinkedBlockingQueue<>();

  private record Result(long fetches, double loneMedianMs) {}

  @BeforeEach
  void start() {
    kafka = EmbeddedKafka.start(dir, 0);
    TopicCreator.createAll(kafka.bootstrapServers(), (short) 1);
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    producer.close();
    kafka.kill();
  }

  @Test
  void gatheringSavesRequestsAndALoneRecordIsAppliedAtOnce() throws Exception {
    Result gathering = gathering();
    Result eachPoll = polling(Topic.CALL_EVENTS, Map.of());
    Result brokerWaits =
        polling(Topic.CALL_QUALITY, Map.of("fetch.min.bytes", 1 << 20, "fetch.max.wait.ms", 20));
    System.out.printf(
        "gathering %s%neach poll %s%nthe broker waits %s%n", gathering, eachPoll, brokerWaits);
    assertTrue(2 * gathering.fetches < eachPoll.fetches, () -> gathering + " " + eachPoll);
    assertTrue(
        gathering.loneMedianMs < brokerWaits.loneMedianMs, () -> gathering + " " + brokerWaits);
  }

  /// As this service reads.
  private Result gathering() throws Exception {
    Topic topic = Topic.CALL_COMMANDS;
    Projection<Long> projection =
        batch -> batch.forEach(record -> delays.add(System.nanoTime() - record.value()));
    RecordWriter log =
        new RecordWriter(new MockProducer<>(), Duration.ofSeconds(1), new SimpleMeterRegistry());
    try (Consumer<byte[], byte[]> consumer = consumer(topic, Map.of())) {
      BatchApplier<Long> applier =
          new BatchApplier<>(value -> ByteBuffer.wrap(value).getLong(), projection, log);
      TopicConsumer loop =
          new TopicConsumer(topic.topicName(), applier, () -> consumer, Duration.ofSeconds(1));
      Thread thread = Thread.ofPlatform().start(loop);
      Result result = measure(topic, consumer);
      loop.stop();
      thread.join();
      return result;
    }
  }

  /// As a messaging connector reads: each answer of the broker is applied at once.
  private Result polling(Topic topic, Map<String, Object> more) throws Exception {
    try (Consumer<byte[], byte[]> consumer = consumer(topic, more)) {
      consumer.subscribe(List.of(topic.topicName()));
      Thread thread = Thread.ofPlatform().start(() -> poll(consumer));
      Result result = measure(topic, consumer);
      consumer.wakeup();
      thread.join();
      return result;
    }
  }

  private void poll(Consumer<byte[], byte[]> consumer) {
    try {
      while (true) {
        consumer
            .poll(Duration.ofMillis(500))
            .forEach(
                record ->
                    delays.add(System.nanoTime() - ByteBuffer.wrap(record.value()).getLong()));
      }
    } catch (WakeupException e) {
      delays.clear(); // the measurement is over
    }
  }

  private Result measure(Topic topic, Consumer<byte[], byte[]> consumer) throws Exception {
    send(topic, 0);
    applied(1);
    long before = fetches(consumer);
    long start = System.nanoTime();
    for (int i = 0; i < STREAM; i++) {
      LockSupport.parkNanos(start + i * APART.toNanos() - System.nanoTime());
      send(topic, i);
    }
    applied(STREAM);
    long fetches = fetches(consumer) - before;
    double[] lone = new double[LONE];
    for (int i = 0; i < LONE; i++) {
      LockSupport.parkNanos(SILENCE.toNanos());
      send(topic, i);
      lone[i] = applied(1) / 1e6;
    }
    double median = IntStream.range(0, LONE).mapToDouble(i -> lone[i]).sorted().toArray()[LONE / 2];
    return new Result(fetches, median);
  }

  private void send(Topic topic, int number) {
    byte[] sentAt = ByteBuffer.allocate(Long.BYTES).putLong(System.nanoTime()).array();
    producer.send(
        new ProducerRecord<>(topic.topicName(), number % topic.partitions(), null, sentAt));
  }

  /// Waits until so many more were applied; returns the delay of the last.
  private long applied(int count) throws InterruptedException {
    Long delay = 0L;
    for (int i = 0; i < count; i++) {
      delay = delays.poll(30, TimeUnit.SECONDS);
      assertTrue(delay != null, "a record was not applied");
    }
    return delay;
  }

  private static long fetches(Consumer<byte[], byte[]> consumer) {
    return consumer.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().name().equals("fetch-total"))
        .mapToLong(metric -> ((Double) metric.getValue().metricValue()).longValue())
        .findFirst()
        .orElseThrow();
  }

  private Consumer<byte[], byte[]> consumer(Topic topic, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    settings.put("group.id", "gathering-" + topic.topicName());
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
