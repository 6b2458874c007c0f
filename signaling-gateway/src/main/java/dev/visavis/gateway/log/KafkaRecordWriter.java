package dev.visavis.gateway.log;

import com.google.protobuf.MessageLite;
import dev.visavis.gateway.GatewayConfig;
import dev.visavis.gateway.limits.Admission;
import dev.visavis.proto.Partitions;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.events.CallQuality;
import dev.visavis.support.kafka.AdaptiveLinger;
import dev.visavis.support.kafka.ProtobufSerializer;
import dev.visavis.support.trace.CallSpan;
import dev.visavis.support.trace.CallTracer;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Writes the gateway's records to Kafka. A record is accepted once every in-sync replica has it. A
/// record that is not accepted in time is refused and never sent later.
@Singleton
final class KafkaRecordWriter implements RecordWriter {
  private static final Logger LOG = Logger.getLogger(KafkaRecordWriter.class);

  private static final Duration METADATA_RETRY = Duration.ofMillis(50);

  /// Lets many records share a request. With few records, [AdaptiveLinger] ends it early.
  private static final Duration LINGER = Duration.ofMillis(5);

  /// Up to a thousand records a second are sent at once.
  private static final Duration PAUSE_PER_RECORD = Duration.ofMillis(1);

  static final List<Topic> WRITTEN =
      List.of(Topic.CALL_COMMANDS, Topic.DEVICE_EVENTS, Topic.GATEWAY_INBOX, Topic.CALL_QUALITY);

  private final KafkaProducer<String, @Nullable MessageLite> producer;
  private final AdaptiveLinger earlyFlush;
  private final CallTracer tracer;
  private final AppendMetrics metrics;
  private final Admission admission;

  /// Whether the partitions of all topics are known. Otherwise sending a record would block.
  private final AtomicBoolean known = new AtomicBoolean();

  private final AtomicBoolean accepting = new AtomicBoolean(true);
  private volatile boolean closed;

  KafkaRecordWriter(
      GatewayConfig config,
      CallTracer tracer,
      AppendMetrics metrics,
      Admission admission,
      @Identifier("default-kafka-broker") Map<String, Object> broker) {
    this.tracer = tracer;
    this.metrics = metrics;
    this.admission = admission;
    this.producer =
        new KafkaProducer<>(
            settings(config, broker), new StringSerializer(), new ProtobufSerializer());
    this.earlyFlush = new AdaptiveLinger("log-flush", producer::flush, PAUSE_PER_RECORD, LINGER);
  }

  private static Map<String, Object> settings(GatewayConfig config, Map<String, Object> broker) {
    int deliveryMs = Math.toIntExact(config.commandTimeout().toMillis());
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, config.gatewayId());
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, (int) LINGER.toMillis());
    // More records are batched while a request is in flight.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMs);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, deliveryMs - 300);
    settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 20);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    // Sends run on the event loop and must not block, so the metadata is loaded beforehand.
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20);
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(365).toMillis());
    return settings;
  }

  void start(@Observes StartupEvent event) {
    loadMetadata();
  }

  /// Requests the partitions until a broker answers: at the start, and each time the producer has
  /// forgotten them because no broker was available.
  private void loadMetadata() {
    Thread.ofVirtual().name("log-metadata").start(this::fetchMetadata);
  }

  private void fetchMetadata() {
    while (!closed && !WRITTEN.stream().allMatch(this::hasMetadata)) {
      LockSupport.parkNanos(METADATA_RETRY.toNanos());
    }
    known.set(true);
    admission.kafkaMetadataLoaded();
  }

  /// Waits for at most the producer's `max.block.ms`.
  private boolean hasMetadata(Topic topic) {
    try {
      return !producer.partitionsFor(topic.topicName()).isEmpty();
    } catch (KafkaException e) {
      LOG.debugf("%s is not available yet: %s", topic.topicName(), e.getMessage());
      return false;
    }
  }

  @Override
  public Future<Void> append(CallCommand command) {
    ProducerRecord<String, @Nullable MessageLite> entry =
        new ProducerRecord<>(Topic.CALL_COMMANDS.topicName(), command.getCallId(), command);
    CallSpan span = CommandTrace.begin(tracer, command, entry.headers());
    return send(Topic.CALL_COMMANDS, entry)
        .onComplete(accepted -> span.end(), refused -> span.fail());
  }

  @Override
  public Future<Void> append(DeviceEvent event) {
    DeviceRoute device = event.getDevice();
    Topic topic = Topic.DEVICE_EVENTS;
    int partition = Partitions.forUser(device.getUserId(), topic.partitions());
    String key = device.getUserId() + ":" + device.getDeviceId();
    return send(topic, new ProducerRecord<>(topic.topicName(), partition, key, event));
  }

  @Override
  public Future<Void> append(CallQuality report) {
    Topic topic = Topic.CALL_QUALITY;
    return send(topic, new ProducerRecord<>(topic.topicName(), report.getCallId(), report));
  }

  @Override
  public Future<Void> append(Delivery delivery) {
    Topic inbox = Topic.GATEWAY_INBOX;
    int partition = delivery.getTo().getGateway();
    return send(inbox, new ProducerRecord<>(inbox.topicName(), partition, null, delivery));
  }

  private Future<Void> send(Topic topic, ProducerRecord<String, @Nullable MessageLite> entry) {
    if (!known.get()) {
      metrics.refused(topic);
      return Future.failedFuture("Kafka is unavailable");
    }
    Promise<Void> accepted = Promise.promise();
    long start = System.nanoTime();
    try {
      java.util.concurrent.Future<?> _ =
          producer.send(
              entry,
              (metadata, failure) -> {
                note(failure);
                if (failure == null) {
                  accepted.complete();
                  metrics.accepted(topic, System.nanoTime() - start);
                } else {
                  accepted.fail(failure);
                  metrics.refused(topic);
                }
              });
      earlyFlush.appended(1);
    } catch (KafkaException | IllegalStateException e) { // the latter once it is closed
      if (accepted.tryFail(e)) {
        metrics.refused(topic);
      }
    }
    if (accepted.future().failed() && known.compareAndSet(true, false)) {
      loadMetadata(); // failed at once: the partitions are no longer known
    }
    return accepted.future();
  }

  /// Logs only the first of many refusals, and the first record that is accepted again.
  private void note(@Nullable Exception failure) {
    if (failure == null) {
      if (accepting.compareAndSet(false, true)) {
        LOG.info("Kafka accepts records again");
      }
    } else if (accepting.compareAndSet(true, false)) {
      LOG.warnf("Kafka does not accept records; clients get UNAVAILABLE: %s", failure.getMessage());
    }
  }

  @PreDestroy
  void close() {
    closed = true;
    earlyFlush.close();
    producer.close(Duration.ofSeconds(2));
  }
}
