package dev.visavis.webhook.event;

import dev.visavis.support.kafka.DeadLetters;
import dev.visavis.webhook.send.WebhookDispatcher;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// Reads events from the log into the queue. A batch is done when its rows are committed. While
/// PostgreSQL is unavailable, the batch is retried and the consumer is paused.
@ApplicationScoped
class EventConsumer {
  private static final Logger LOG = Logger.getLogger(EventConsumer.class);
  private static final String CONSUMER = "webhook-service";
  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
  private static final Duration DEAD_LETTER_TIMEOUT = Duration.ofSeconds(20);

  private final DeliveryEnqueuer store;
  private final WebhookDispatcher dispatcher;
  private final MutinyEmitter<ProducerRecord<byte[], byte[]>> deadLetters;
  private final CountDownLatch stopping = new CountDownLatch(1);

  EventConsumer(
      DeliveryEnqueuer store,
      WebhookDispatcher dispatcher,
      @Channel("dead-letters") MutinyEmitter<ProducerRecord<byte[], byte[]>> deadLetters) {
    this.store = store;
    this.dispatcher = dispatcher;
    this.deadLetters = deadLetters;
  }

  void stop(@Observes ShutdownEvent event) {
    stopping.countDown();
  }

  @Incoming("call-events")
  @Blocking
  void consume(ConsumerRecords<byte[], byte[]> batch) throws InterruptedException {
    List<WebhookEvent> events = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> entry : batch) {
      try {
        WebhookEvent event = EventReader.read(entry.value());
        if (event != null) {
          events.add(event);
        }
      } catch (IllegalArgumentException e) {
        deadLetter(entry, e);
      }
    }
    if (!events.isEmpty() && enqueue(events) > 0) {
      dispatcher.wake();
    }
  }

  private int enqueue(List<WebhookEvent> events) throws InterruptedException {
    while (true) {
      try {
        return store.enqueue(events);
      } catch (SQLException e) {
        LOG.warnf("Cannot queue events; retrying: %s", e);
        if (stopping.await(RETRY_DELAY.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("stopped before the events were queued", e);
        }
      }
    }
  }

  private void deadLetter(ConsumerRecord<byte[], byte[]> entry, IllegalArgumentException why) {
    LOG.warnf(
        "Writing a dead letter: %s-%d@%d: %s",
        entry.topic(), entry.partition(), entry.offset(), why);
    deadLetters.send(DeadLetters.of(entry, CONSUMER, why)).await().atMost(DEAD_LETTER_TIMEOUT);
  }
}
