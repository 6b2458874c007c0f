package dev.visavis.examples.analytics;

import com.google.protobuf.Timestamp;
import dev.visavis.examples.analytics.state.Minute;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.CallQuality;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.Stores;

/// Aggregates the records of each minute. The record's own time decides the minute, so the result
/// does not depend on when or how often the topics are read.
final class LiveMetrics {
  static final String STORE = "minutes";
  static final String ALL_CALLS = "all";
  static final Duration WINDOW = Duration.ofMinutes(1);

  /// The longest query period.
  static final Duration RETENTION = Duration.ofHours(2);

  /// How late a record may arrive and still be counted; a call-service that was down writes late.
  private static final Duration GRACE = Duration.ofMinutes(10);

  private LiveMetrics() {}

  static Topology topology() {
    Serde<String> text = Serdes.String();
    Serde<Minute> minutes = new ProtobufSerde<>(Minute.parser());
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(EventDeduplicator.STORE), text, Serdes.Long()));
    KStream<String, Minute> events =
        builder.stream(
                Topic.CALL_EVENTS.topicName(),
                Consumed.with(text, new ProtobufSerde<>(CallEvent.parser()))
                    .withTimestampExtractor(
                        (entry, before) -> millis(((CallEvent) entry.value()).getOccurredAt())))
            .processValues(EventDeduplicator::new, EventDeduplicator.STORE)
            .mapValues(MinuteWindows::of);
    KStream<String, Minute> reports =
        builder.stream(
                Topic.CALL_QUALITY.topicName(),
                Consumed.with(text, new ProtobufSerde<>(CallQuality.parser()))
                    .withTimestampExtractor(
                        (entry, before) -> millis(((CallQuality) entry.value()).getReportedAt())))
            .mapValues(MinuteWindows::of);
    events
        .merge(reports)
        .filter((call, minute) -> !minute.equals(Minute.getDefaultInstance()))
        .groupBy((call, minute) -> ALL_CALLS, Grouped.with("of-all-calls", text, minutes))
        .windowedBy(TimeWindows.ofSizeAndGrace(WINDOW, GRACE))
        .aggregate(
            Minute::getDefaultInstance,
            (all, minute, sum) -> MinuteWindows.sum(sum, minute),
            Materialized.<String, Minute>as(
                    Stores.persistentWindowStore(STORE, RETENTION, WINDOW, false))
                .withKeySerde(text)
                .withValueSerde(minutes));
    return builder.build();
  }

  private static long millis(Timestamp at) {
    return at.getSeconds() * 1_000 + at.getNanos() / 1_000_000;
  }
}
