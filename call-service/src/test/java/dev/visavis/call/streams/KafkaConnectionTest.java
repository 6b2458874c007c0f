package dev.visavis.call.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// call-service connects to a Kafka with authentication in the same way as the other services.
class KafkaConnectionTest {
  @Test
  void theConnectionUsesTheCommonKafkaSettings() {
    Map<String, Object> connection =
        Map.of(
            "bootstrap.servers", "kafka:9093",
            "security.protocol", "SASL_SSL",
            "sasl.mechanism", "SCRAM-SHA-512",
            "sasl.jaas.config", "org.apache.kafka.common.security.scram.ScramLoginModule required;",
            "ssl.truststore.type", "PEM");
    assertEquals(connection, KafkaConnection.of(connection).settings());
    assertEquals("kafka:9093", KafkaConnection.of(connection).bootstrapServers());
  }

  @Test
  void theConnectionIgnoresASharedClientIdAndGroupId() {
    Map<String, Object> broker =
        Map.of(
            "bootstrap.servers", "kafka:9092",
            "client.id", "call-service",
            "group.id", "call-service");
    assertEquals(Map.of("bootstrap.servers", "kafka:9092"), KafkaConnection.of(broker).settings());
  }
}
