package dev.visavis.gateway.log;

import dev.visavis.proto.Topic;
import dev.visavis.support.metrics.HistogramBuckets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// Measures how long writes to Kafka take, and counts refused records.
@Singleton
final class AppendMetrics {
  private record OfTopic(Timer accepted, Counter refused) {}

  private final Map<Topic, OfTopic> topics = new EnumMap<>(Topic.class);

  AppendMetrics(MeterRegistry meters) {
    for (Topic topic : KafkaRecordWriter.WRITTEN) {
      topics.put(topic, ofTopic(topic, meters));
    }
  }

  private static OfTopic ofTopic(Topic topic, MeterRegistry meters) {
    Timer accepted =
        Timer.builder("visavis.gateway.append")
            .description("from the send until every in-sync replica has the record")
            .tag("topic", topic.topicName())
            .serviceLevelObjectives(HistogramBuckets.machine())
            .register(meters);
    Counter refused =
        Counter.builder("visavis.gateway.append.refused")
            .description("records that Kafka did not accept in time")
            .tag("topic", topic.topicName())
            .register(meters);
    return new OfTopic(accepted, refused);
  }

  void accepted(Topic topic, long nanos) {
    of(topic).accepted().record(nanos, TimeUnit.NANOSECONDS);
  }

  void refused(Topic topic) {
    of(topic).refused().increment();
  }

  private OfTopic of(Topic topic) {
    return Objects.requireNonNull(topics.get(topic));
  }
}
