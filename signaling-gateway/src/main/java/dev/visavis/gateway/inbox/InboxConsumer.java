package dev.visavis.gateway.inbox;

import dev.visavis.gateway.GatewayConfig;
import dev.visavis.gateway.limits.Admission;
import dev.visavis.proto.Topic;
import dev.visavis.support.metrics.ConsumerLag;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/// Reads the inbox of this gateway by manual assignment. No other process reads this partition, so
/// there is no consumer group to join and no rebalance when a gateway starts or stops. It continues
/// at the offset where the partition's previous gateway stopped, and returns the deliveries for
/// that gateway's connections to call-service.
@Singleton
final class InboxConsumer implements Runnable {
  private static final Logger LOG = Logger.getLogger(InboxConsumer.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long RETRY_MS = 500;
  private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long STOP_MS = 3_000;
  private static final Duration LAST_COMMIT = Duration.ofSeconds(1);

  private final Map<String, Object> settings;
  private final TopicPartition inbox;
  private final DeliveryDispatcher dispatcher;
  private final Admission admission;
  private final Thread thread = new Thread(this, "gateway-inbox");
  private final CountDownLatch stop = new CountDownLatch(1);

  /// The next offset; -1 before the first position.
  private long next = -1;

  private volatile long lag;
  private long committed;
  private long committedAt = System.nanoTime();

  InboxConsumer(
      GatewayConfig config,
      DeliveryDispatcher dispatcher,
      Admission admission,
      @Identifier("default-kafka-broker") Map<String, Object> broker) {
    this.settings = settings(config, broker);
    this.inbox = new TopicPartition(Topic.GATEWAY_INBOX.topicName(), config.inboxPartition());
    this.dispatcher = dispatcher;
    this.admission = admission;
  }

  private static Map<String, Object> settings(GatewayConfig config, Map<String, Object> broker) {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, config.gatewayId());
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.gatewayId() + "-inbox");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    settings.put(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MS_CONFIG, 20);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    return settings;
  }

  void start(@Observes StartupEvent event, MeterRegistry meters) {
    Gauge.builder(ConsumerLag.NAME, this, consumer -> consumer.lag)
        .tag("group", String.valueOf(settings.get(ConsumerConfig.GROUP_ID_CONFIG)))
        .tag("topic", inbox.topic())
        .register(meters);
    thread.start();
  }

  @Override
  public void run() {
    while (!stopped()) {
      try (Consumer<byte[], byte[]> consumer = open()) {
        position(consumer);
        admission.inboxPositioned();
        while (!stopped()) {
          for (ConsumerRecord<byte[], byte[]> delivery : consumer.poll(POLL)) {
            take(delivery);
          }
          commit(consumer);
          lag = consumer.currentLag(inbox).orElse(0);
        }
        consumer.commitSync(Map.of(inbox, new OffsetAndMetadata(next)), LAST_COMMIT);
      } catch (InterruptException e) {
        LOG.debug("Stopped reading the inbox");
        return;
      } catch (KafkaException e) {
        LOG.warnf("Could not read the inbox; retrying: %s", e.getMessage());
        pause();
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> open() {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void position(Consumer<byte[], byte[]> consumer) {
    consumer.assign(List.of(inbox));
    if (next < 0) {
      OffsetAndMetadata stoppedAt = consumer.committed(Set.of(inbox)).get(inbox);
      next =
          stoppedAt == null
              ? consumer.endOffsets(List.of(inbox)).getOrDefault(inbox, 0L)
              : stoppedAt.offset();
      committed = next;
    }
    consumer.seek(inbox, next);
  }

  /// Commits at most once a second: a delivery that is dispatched twice after a crash does no harm.
  private void commit(Consumer<byte[], byte[]> consumer) {
    if (next > committed && System.nanoTime() - committedAt > COMMIT_NANOS) {
      committed = next;
      committedAt = System.nanoTime();
      consumer.commitAsync(
          Map.of(inbox, new OffsetAndMetadata(next)),
          (offsets, failure) -> {
            if (failure != null) {
              LOG.debugf("Could not commit the inbox offset: %s", failure.getMessage());
            }
          });
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> delivery) {
    next = delivery.offset() + 1;
    try {
      dispatcher.dispatch(delivery);
    } catch (RuntimeException e) {
      LOG.errorf(e, "Could not dispatch the delivery at inbox offset %d", delivery.offset());
    }
  }

  private void pause() {
    try {
      if (stop.await(RETRY_MS, TimeUnit.MILLISECONDS)) {
        LOG.debug("Stopped reading the inbox");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean stopped() {
    return stop.getCount() == 0 || Thread.currentThread().isInterrupted();
  }

  @PreDestroy
  void close() {
    stop.countDown();
    try {
      if (!thread.join(Duration.ofMillis(STOP_MS))) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
