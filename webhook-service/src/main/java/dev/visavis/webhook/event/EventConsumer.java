package dev.visavis.webhook.fact;

import dev.visavis.support.kafka.DeadLetters;
import dev.visavis.webhook.send.Dispatcher;
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

/// Takes facts from the log into the queue. A batch is done when its rows are committed; while the
/// database is away it is tried again, with the consumer paused.
@ApplicationScoped
class FactConsumer {
  private static final Logger LOG = Logger.getLogger(FactConsumer.class);
  private static final String CONSUMER = "webhook-service";
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration BURY_WITHIN = Duration.ofSeconds(20);

  private final FactStore store;
  private final Dispatcher dispatcher;
  private final MutinyEmitter<ProducerRecord<byte[], byte[]>> deadLetters;
  private final CountDownLatch stopping = new CountDownLatch(1);

  FactConsumer(
      FactStore store,
      Dispatcher dispatcher,
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
  void take(ConsumerRecords<byte[], byte[]> batch) throws InterruptedException {
    List<Told> facts = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> entry : batch) {
      try {
        Told fact = FactReader.read(entry.value());
        if (fact != null) {
          facts.add(fact);
        }
      } catch (IllegalArgumentException e) {
        bury(entry, e);
      }
    }
    if (!facts.isEmpty() && queue(facts) > 0) {
      dispatcher.wake();
    }
  }

  private int queue(List<Told> facts) throws InterruptedException {
    while (true) {
      try {
        return store.queue(facts);
      } catch (SQLException e) {
        LOG.warnf("facts cannot be queued, trying again: %s", e);
        if (stopping.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("stopped before the facts were queued", e);
        }
      }
    }
  }

  private void bury(ConsumerRecord<byte[], byte[]> entry, IllegalArgumentException why) {
    LOG.warnf(
        "to the dead letters: %s-%d@%d: %s", entry.topic(), entry.partition(), entry.offset(), why);
    deadLetters.send(DeadLetters.of(entry, CONSUMER, why)).await().atMost(BURY_WITHIN);
  }
}
