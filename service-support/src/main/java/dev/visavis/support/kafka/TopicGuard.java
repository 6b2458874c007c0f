package dev.visavis.support.kafka;

import dev.visavis.proto.Topic;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jboss.logging.Logger;

/// Stops a service before it writes to a cluster whose topics contradict the code. While Kafka is
/// unavailable it waits, because that is not a contradiction.
@ApplicationScoped
class TopicGuard {
  private static final Logger LOG = Logger.getLogger(TopicGuard.class);
  private static final int TIMEOUT_MS = 5_000;
  private static final long RETRY_MS = 2_000;
  private static final int EXIT_CODE = 78; // EX_CONFIG in sysexits.h

  private final Map<String, Object> kafka = new HashMap<>();
  private final boolean usesKafka;
  private final CountDownLatch stopping = new CountDownLatch(1);

  /// @param broker the client settings for Kafka; empty for a service without Kafka
  TopicGuard(@Identifier("default-kafka-broker") Instance<Map<String, Object>> broker) {
    this.usesKafka = broker.isResolvable();
    if (usesKafka) {
      kafka.putAll(broker.get());
      kafka.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
      kafka.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    }
  }

  void start(@Observes StartupEvent event) {
    if (usesKafka) {
      Thread.ofVirtual().name("topic-guard").start(this::guard);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stopping.countDown();
  }

  private void guard() {
    try {
      boolean known = false;
      while (!known) {
        known = check() || stopping.await(RETRY_MS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Returns whether Kafka has answered.
  private boolean check() throws InterruptedException {
    try (Admin admin = Admin.create(kafka)) {
      List<String> contradictions = TopicCheck.contradictions(admin, List.of(Topic.values()));
      if (!contradictions.isEmpty()) {
        contradictions.forEach(LOG::fatal);
        Quarkus.asyncExit(EXIT_CODE);
      }
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        LOG.warnf(
            "Cannot check the topics, because this service may not describe them: %s",
            e.getCause());
        return true;
      }
      LOG.debugf("Cannot check the topics yet: %s", e.getMessage());
      return false;
    } catch (TimeoutException | KafkaException e) {
      LOG.debugf("Cannot check the topics yet: %s", e.getMessage());
      return false;
    }
  }
}
