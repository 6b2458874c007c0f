package dev.visavis.media.log;

import com.google.protobuf.MessageLite;
import dev.visavis.media.MediaConfig;
import dev.visavis.media.MediaLoop;
import dev.visavis.proto.CommandName;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.support.kafka.ProtobufSerializer;
import dev.visavis.support.trace.CallSpan;
import dev.visavis.support.trace.CallTracer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Writes from a thread of its own, because the producer blocks while it does not know the
/// partitions. The records keep the order in which they were given.
@Singleton
final class KafkaLogWriter implements LogWriter {
  private static final Logger LOG = Logger.getLogger(KafkaLogWriter.class);
  private static final int DELIVERY_MS = 4_000;
  private static final long RETRY_MS = 500;
  private static final long GIVE_UP_MS = 60_000;

  /// So many records may wait while Kafka is away; more are refused.
  static final int MOST_WAITING = 4_000;

  private static final Duration CLOSE = Duration.ofSeconds(3);

  private final MediaLoop loop;
  private final CallTracer tracer;
  private final KafkaProducer<String, @Nullable MessageLite> producer;
  private final ExecutorService thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().name("media-writer").factory());
  private final Counter refused;

  KafkaLogWriter(
      MediaLoop loop,
      MediaConfig config,
      CallTracer tracer,
      MeterRegistry meters,
      @Identifier("default-kafka-broker") Map<String, Object> broker) {
    this.loop = loop;
    this.tracer = tracer;
    this.producer =
        new KafkaProducer<>(
            settings(config, broker), new StringSerializer(), new ProtobufSerializer());
    this.refused =
        Counter.builder("visavis.media.append.refused")
            .description("records that the log did not take in time")
            .register(meters);
  }

  private static Map<String, Object> settings(MediaConfig config, Map<String, Object> broker) {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, config.instanceId());
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, DELIVERY_MS / 2);
    settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 20);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    return settings;
  }

  @Override
  public CompletionStage<Void> submit(CallCommand command) {
    CompletableFuture<Void> written = new CompletableFuture<>();
    submit(command, loop.nowMs() + GIVE_UP_MS, written);
    return written;
  }

  private void submit(CallCommand command, long untilMs, CompletableFuture<Void> written) {
    ProducerRecord<String, @Nullable MessageLite> record =
        new ProducerRecord<>(Topic.CALL_COMMANDS.topicName(), command.getCallId(), command);
    CallSpan span =
        tracer
            .begin(
                SpanKind.PRODUCER,
                () -> "command " + CommandName.of(command),
                command.getCallId(),
                record.headers())
            .passOn(record.headers());
    send(record)
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                span.end();
                written.complete(null);
              } else if (loop.nowMs() < untilMs) {
                span.fail();
                loop.after(RETRY_MS, () -> submit(command, untilMs, written));
              } else {
                span.fail();
                LOG.errorf("gave up writing a command: %s", failure.getMessage());
                written.completeExceptionally(failure);
              }
            });
  }

  @Override
  public void deliver(Delivery delivery) {
    send(new ProducerRecord<>(
            Topic.GATEWAY_INBOX.topicName(), delivery.getTo().getGateway(), null, delivery))
        .exceptionally(
            failure -> {
              LOG.debugf("a delivery was not accepted: %s", failure.getMessage());
              return null;
            });
  }

  /// Completes on the loop.
  private CompletionStage<Void> send(ProducerRecord<String, @Nullable MessageLite> record) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    try {
      thread.execute(() -> sendNow(record, sent));
    } catch (RejectedExecutionException e) {
      sent(e, sent);
    }
    return sent;
  }

  private void sendNow(
      ProducerRecord<String, @Nullable MessageLite> record, CompletableFuture<Void> sent) {
    try {
      var _ = producer.send(record, (metadata, failure) -> sent(failure, sent));
    } catch (KafkaException | IllegalStateException e) { // the latter once it is closed
      sent(e, sent);
    }
  }

  private void sent(@Nullable Exception failure, CompletableFuture<Void> sent) {
    if (failure == null) {
      loop.run(() -> sent.complete(null));
    } else {
      refused.increment();
      loop.run(() -> sent.completeExceptionally(failure));
    }
  }

  /// Writes what has been given to it already.
  @PreDestroy
  void close() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("some records were not written");
    }
    producer.close(CLOSE);
  }
}
