package dev.visavis.presence.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.visavis.infra.EmbeddedKafka;
import dev.visavis.infra.TopicCreator;
import dev.visavis.proto.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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

/// Compares ways to read a topic (docs/adr/0017). Each must apply every record once, in the
/// order of its partition. The output shows the cost of each: the requests to the broker for a
/// stream of records, and the time from sending a single record to applying it.
@Timeout(120)
class GatheringTest {
  /// The measurement in the ADR uses 1000.
  private static final int STREAM = Integer.getInteger("visavis.gathering.records", 50);

  private static final int LONE = STREAM / 20 + 1;
  private static final Duration APART = Duration.ofMillis(2);
  private static final Duration SILENCE = Duration.ofMillis(60);

  @TempDir private Path dir;
  private EmbeddedKafka kafka;
  private KafkaProducer<byte[], byte[]> producer;

  private final BlockingQueue<Applied> applied = new LinkedBlockingQueue<>();

  /// @param number the number of the sent record, from 0
  private record Applied(int number, long delayNanos) {
    static Applied now(byte[] value) {
      ByteBuffer in = ByteBuffer.wrap(value);
      return new Applied(in.getInt(), System.nanoTime() - in.getLong());
    }
  }

  /// @param numbers of the applied records, in the order of their application
  private record Result(long fetches, double loneMedianMs, List<Integer> numbers) {}

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
  void everyWayOfReadingAppliesEachRecordOnceAndInOrder() throws Exception {
    check("gathering", Topic.CALL_COMMANDS, gathering());
    check("each answer", Topic.CALL_EVENTS, polling(Topic.CALL_EVENTS, Map.of()));
    Map<String, Object> waits = Map.of("fetch.min.bytes", 1 << 20, "fetch.max.wait.ms", 20);
    check("the broker waits", Topic.CALL_QUALITY, polling(Topic.CALL_QUALITY, waits));
  }

  private static void check(String way, Topic topic, Result result) {
    System.out.printf(
        "%s: %d requests for %d records, a lone one after %.1f ms%n",
        way, result.fetches, STREAM, result.loneMedianMs);
    for (int partition = 0; partition < topic.partitions(); partition++) {
      int expected = partition;
      List<Integer> sent =
          IntStream.range(0, 1 + STREAM + LONE)
              .filter(number -> number % topic.partitions() == expected)
              .boxed()
              .toList();
      List<Integer> seen =
          result.numbers.stream().filter(n -> n % topic.partitions() == expected).toList();
      assertEquals(sent, seen, way + ", partition " + partition);
    }
  }

  /// Reads as presence-service does.
  private Result gathering() throws Exception {
    Topic topic = Topic.CALL_COMMANDS;
    Projection<byte[]> projection =
        batch -> batch.forEach(record -> applied.add(Applied.now(record.value())));
    RecordWriter log =
        new RecordWriter(new MockProducer<>(), Duration.ofSeconds(1), new SimpleMeterRegistry());
    try (Consumer<byte[], byte[]> consumer = consumer(topic, Map.of())) {
      BatchApplier<byte[]> applier = new BatchApplier<>(value -> value, projection, log);
      TopicConsumer loop =
          new TopicConsumer(topic.topicName(), applier, () -> consumer, Duration.ofSeconds(1));
      Thread thread = Thread.ofPlatform().start(loop);
      Result result = measure(topic, consumer);
      loop.stop();
      thread.join();
      return result;
    }
  }

  /// Reads as a messaging connector does: applies each response of the broker at once.
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
            .forEach(record -> applied.add(Applied.now(record.value())));
      }
    } catch (WakeupException e) {
      // the test has ended
    }
  }

  private Result measure(Topic topic, Consumer<byte[], byte[]> consumer) throws Exception {
    List<Integer> numbers = new ArrayList<>();
    send(topic, 0);
    await(1, numbers);
    long before = fetches(consumer);
    long start = System.nanoTime();
    for (int i = 0; i < STREAM; i++) {
      LockSupport.parkNanos(start + i * APART.toNanos() - System.nanoTime());
      send(topic, 1 + i);
    }
    await(STREAM, numbers);
    long fetches = fetches(consumer) - before;
    double[] lone = new double[LONE];
    for (int i = 0; i < LONE; i++) {
      LockSupport.parkNanos(SILENCE.toNanos());
      send(topic, 1 + STREAM + i);
      lone[i] = await(1, numbers) / 1e6;
    }
    Arrays.sort(lone);
    return new Result(fetches, lone[LONE / 2], numbers);
  }

  private void send(Topic topic, int number) {
    byte[] value =
        ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
            .putInt(number)
            .putLong(System.nanoTime())
            .array();
    producer.send(
        new ProducerRecord<>(topic.topicName(), number % topic.partitions(), null, value));
  }

  /// Waits until `count` more records are applied. Returns the delay of the last in nanoseconds.
  private long await(int count, List<Integer> numbers) throws InterruptedException {
    long delay = 0;
    for (int i = 0; i < count; i++) {
      Applied next = applied.poll(30, TimeUnit.SECONDS);
      assertNotNull(next, "a record was not applied");
      numbers.add(next.number);
      delay = next.delayNanos;
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
