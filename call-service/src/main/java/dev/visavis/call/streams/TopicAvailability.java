package dev.visavis.call.streams;

import dev.visavis.proto.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/// Checks that Kafka is reachable and has the topics. Without them the engine would fail at once.
final class TopicAvailability {
  private static final Logger LOG = Logger.getLogger(TopicAvailability.class);
  private static final int TIMEOUT_MS = 4_000;

  private final KafkaConnection kafka;
  private String complaint = "";

  TopicAvailability(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  boolean areAvailable() {
    try (Admin admin = Admin.create(settings())) {
      Set<String> missing = new TreeSet<>();
      for (Topic topic : Topic.values()) {
        missing.add(topic.topicName());
      }
      missing.removeAll(admin.listTopics().names().get(TIMEOUT_MS, TimeUnit.MILLISECONDS));
      if (!missing.isEmpty()) {
        complain("Kafka at " + kafka.bootstrapServers() + " lacks the topics " + missing);
      }
      return missing.isEmpty();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      complain(
          "Kafka does not answer at " + kafka.bootstrapServers() + " (" + e.getMessage() + ")");
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Logs each reason once, not for each attempt.
  private void complain(String reason) {
    if (!reason.equals(complaint)) {
      complaint = reason;
      LOG.warnf("Waiting: %s", reason);
    }
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(kafka.settings());
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    return settings;
  }
}
