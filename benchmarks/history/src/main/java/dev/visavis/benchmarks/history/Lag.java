package dev.visavis.benchmarks.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visavis.infra.Directories;
import dev.visavis.infra.EmbeddedKafka;
import dev.visavis.infra.TopicCreator;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.events.CallEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The time from sending an event until its row is visible, with history-service, Kafka and
/// PostgreSQL in separate processes. Measured for one call in a hundred: from before its end is
/// sent until a reader sees the row.
final class Lag {
  private static final int RATE = 2_000;
  private static final int LIVE = 2_000;
  private static final Duration LASTS = Duration.ofSeconds(60);
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final int ONE_OF = 100;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Database database;

  Lag(Database database) {
    this.database = database;
  }

  /// A call whose end was sent.
  private record Sent(UUID call, long atNanos) {}

  void run() throws Exception {
    Path place = Files.createTempDirectory(Path.of("benchmarks/history/target"), "kafka-");
    EmbeddedKafka kafka = EmbeddedKafka.start(place, 0);
    TopicCreator.createAll(kafka.bootstrapServers(), (short) 1);
    try (ServiceProcess service = ServiceProcess.start(kafka, database, place)) {
      service.awaitReady();
      System.out.printf("%n## lag at %,d events/s for %d s%n", RATE, LASTS.toSeconds());
      drive(kafka, WARM_UP);
      List<Long> lags = drive(kafka, LASTS);
      System.out.println(
          "sent to seen: " + new Percentiles(lags.stream().mapToLong(Long::longValue).toArray()));
    } finally {
      kafka.kill();
      Directories.delete(place);
    }
  }

  private List<Long> drive(EmbeddedKafka kafka, Duration lasts) throws Exception {
    BlockingQueue<Sent> sent = new ArrayBlockingQueue<>(100_000);
    List<Long> lags = new ArrayList<>();
    Thread reader = Thread.ofPlatform().start(() -> watch(sent, lags));
    produce(kafka, lasts, sent);
    sent.put(new Sent(new UUID(0, 0), 0)); // marks the end of the queue
    reader.join(LIMIT);
    if (reader.isAlive()) {
      throw new IllegalStateException("not all rows became visible in time");
    }
    return lags;
  }

  private static void produce(EmbeddedKafka kafka, Duration lasts, BlockingQueue<Sent> sent) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all", "linger.ms", 1);
    int total = Math.toIntExact(RATE * lasts.toSeconds());
    Iterator<CallEvent> facts = new Facts(total, LIVE).iterator();
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      long start = System.nanoTime();
      int ends = 0;
      for (int i = 0; i < total; i++) {
        long due = start + i * 1_000_000_000L / RATE;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        CallEvent fact = facts.next().toBuilder().setOccurredAt(Facts.now()).build();
        if (fact.hasCallEnded() && ends++ % ONE_OF == 0) {
          sent.add(new Sent(UUID.fromString(fact.getCallId()), System.nanoTime()));
        }
        producer.send(
            new ProducerRecord<>(
                Topic.CALL_EVENTS.topicName(),
                fact.getCallId().getBytes(UTF_8),
                fact.toByteArray()));
      }
      System.out.printf("%,d events in %.1f s%n", total, (System.nanoTime() - start) / 1e9);
    }
  }

  /// Watches one call after the other. A call that waits in the queue meanwhile would seem later
  /// than it is, so only a few are watched.
  private void watch(BlockingQueue<Sent> sent, List<Long> lags) {
    try (Connection connection = database.connect();
        PreparedStatement ended =
            connection.prepareStatement("select ended_at is not null from calls where id = ?")) {
      for (Sent one = sent.take(); one.atNanos() != 0; one = sent.take()) {
        ended.setObject(1, one.call());
        while (!isTrue(ended)) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        lags.add(System.nanoTime() - one.atNanos());
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the rows cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isTrue(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }
}
