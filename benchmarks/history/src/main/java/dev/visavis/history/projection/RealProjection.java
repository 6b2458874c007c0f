package dev.visavis.history.projection;

import dev.visavis.proto.v1.events.CallEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/// The projection of the service, from the bytes of the log to the commit.
public final class RealProjection {
  private static final TopicPartition PARTITION = new TopicPartition("visavis.call.events", 0);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final CallProjector projector;

  public RealProjection(Pool pool) {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    BatchProjection batches =
        new BatchProjection(
            rejected -> Uni.createFrom().failure(rejected.why()), new Defaults(), metrics);
    CallStore store =
        new CallStore(
            pool,
            connection -> Uni.createFrom().voidItem(),
            (connection, misses) -> Uni.createFrom().voidItem());
    projector = new CallProjector(batches, store, metrics);
  }

  /// Returns after the events are committed.
  public void write(List<CallEvent> batch) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (CallEvent event : batch) {
      records.add(
          new ConsumerRecord<>(
              PARTITION.topic(), 0, records.size(), new byte[0], event.toByteArray()));
    }
    projector
        .project(new ConsumerRecords<>(Map.of(PARTITION, records), Map.of()))
        .await()
        .atMost(TIMEOUT);
  }

  private record Defaults() implements ProjectionConfig {
    @Override
    public Duration attemptTimeout() {
      return Duration.ofSeconds(20);
    }

    @Override
    public Duration minBackoff() {
      return Duration.ofMillis(200);
    }

    @Override
    public Duration maxBackoff() {
      return Duration.ofSeconds(3);
    }
  }
}
