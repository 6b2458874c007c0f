package dev.visavis.call.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/// The settings of Kafka Streams for low latency: at-least-once processing (the engine makes it
/// effectively once), no cache, and detection of a dead instance within six seconds.
public final class StreamsSettings {
  public static final String APPLICATION_ID = "visavis-call-service";

  /// After this time without a heartbeat, the group assigns an instance's partitions to another.
  static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

  /// Lets many records share a request. With few records, [FlushOnPollProducer] flushes earlier.
  static final Duration LINGER = Duration.ofMillis(5);

  /// Large enough for the records of one linger, so that a full batch does not end it early.
  private static final int BATCH_BYTES = 128 * 1024;

  private StreamsSettings() {}

  /// @param connection from [KafkaConnection]
  public static Map<String, Object> of(Map<String, Object> connection, CallServiceConfig config) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
    settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbyReplicas());
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, config.replicationFactor());
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
    // A replay after a crash is harmless, and each commit costs the broker a request.
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000L);
    // Records end the poll at once, so this only limits how late timers are.
    settings.put(StreamsConfig.POLL_MS_CONFIG, Math.min(20, config.timerTick().toMillis()));
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    settings.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, TooLargeRecordHandler.class);
    settings.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000L);
    settings.putAll(consumer());
    settings.putAll(producer());
    return settings;
  }

  private static Map<String, Object> consumer() {
    return Map.of(
        // The newer group protocol detects a dead member after 45 s at the earliest.
        StreamsConfig.GROUP_PROTOCOL_CONFIG,
        "classic",
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        (int) SESSION_TIMEOUT.toMillis(),
        // An instance learns of a rebalance with its next heartbeat, and until then the calls of
        // the moved partitions wait.
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        200,
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG),
        500,
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG),
        60_000,
        // A replay of dead letters is a transaction: an aborted one must not be read.
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG),
        "read_committed",
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG),
        "earliest");
  }

  private static Map<String, Object> producer() {
    return Map.of(
        StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG),
        "all",
        StreamsConfig.producerPrefix(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG),
        true,
        StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
        (int) LINGER.toMillis(),
        StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG),
        BATCH_BYTES,
        // More records are batched while a request is in flight.
        StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION),
        1,
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        CallTopology.MAX_RECORD_BYTES,
        StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG),
        8L * CallTopology.MAX_RECORD_BYTES);
  }
}
