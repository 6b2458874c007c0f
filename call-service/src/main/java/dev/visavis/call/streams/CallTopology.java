package dev.visavis.call.streams;

import dev.visavis.call.domain.decision.CallDecider;
import dev.visavis.call.engine.EngineLimits;
import dev.visavis.call.engine.EngineMetrics;
import dev.visavis.call.engine.RecordLimits;
import dev.visavis.call.engine.StoreBudget;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.support.kafka.ProtobufSerializer;
import dev.visavis.support.trace.CallTracer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// The Kafka Streams topology: the command log feeds the engine, which writes public events,
/// deliveries and dead letters. Timer commands go back to the log.
public final class CallTopology {
  static final String STORE = "calls";
  static final String EVENTS = "events";
  static final String INBOX = "inbox";
  static final String TIMERS = "timers";
  static final String DEAD_LETTERS = "dead-letters";

  private static final String COMMANDS = "commands";
  private static final String ENGINE = "engine";

  /// Fits a call of 32 with full mailboxes, and the outcome of one command in it.
  public static final int MAX_RECORD_BYTES = RecordLimits.CHANGELOG_BYTES;

  /// How long the changelog keeps all records of a key. By then an instance that has lost its
  /// partitions has stopped writing, so a restore sees which of its records to ignore.
  private static final Duration MIN_COMPACTION_LAG = Duration.ofMinutes(1);

  private CallTopology() {}

  public static Topology build(
      CallDecider decider,
      EngineLimits limits,
      Duration timerTick,
      EngineMetrics metrics,
      CallTracer tracer) {
    Topology topology = new Topology();
    topology.addSource(
        COMMANDS,
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        Topic.CALL_COMMANDS.topicName());
    topology.addProcessor(
        ENGINE, () -> new CallProcessor(decider, limits, timerTick, metrics, tracer), COMMANDS);
    topology.addStateStore(store(limits.budget()), ENGINE);
    StringSerializer keys = new StringSerializer();
    ProtobufSerializer messages = new ProtobufSerializer();
    topology.addSink(EVENTS, Topic.CALL_EVENTS.topicName(), keys, messages, ENGINE);
    topology.addSink(INBOX, Topic.GATEWAY_INBOX.topicName(), keys, messages, toGateway(), ENGINE);
    topology.addSink(TIMERS, Topic.CALL_COMMANDS.topicName(), keys, messages, ENGINE);
    topology.addSink(
        DEAD_LETTERS, Topic.DEAD_LETTERS.topicName(), keys, new ByteArraySerializer(), ENGINE);
    return topology;
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> store(StoreBudget budget) {
    return Stores.keyValueStoreBuilder(
            NewestWinsStore.named(STORE, budget), Serdes.String(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(
            Map.of(
                "max.message.bytes", Integer.toString(MAX_RECORD_BYTES),
                "segment.bytes", Integer.toString(4 * MAX_RECORD_BYTES),
                "segment.ms", Long.toString(Duration.ofMinutes(10).toMillis()),
                "min.compaction.lag.ms", Long.toString(MIN_COMPACTION_LAG.toMillis()),
                "min.cleanable.dirty.ratio", "0.5",
                "delete.retention.ms", Long.toString(Duration.ofHours(1).toMillis())));
  }

  /// Sends a delivery to the partition that its gateway reads.
  private static StreamPartitioner<String, Object> toGateway() {
    return (topic, key, value, partitions) ->
        value instanceof Delivery delivery
            ? Optional.of(Set.of(delivery.getTo().getGateway() % partitions))
            : Optional.empty();
  }
}
