package dev.visavis.infra;

import java.util.Map;

/// The login of clients and brokers at an embedded Kafka: SASL/PLAIN, one user for all. Traffic
/// stays on the loopback interface, so it is not encrypted.
public record KafkaLogin(String password) {
  private static final String USER = "visavis";
  private static final String MODULE =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\""
          + " password=\"%s\"";

  /// The login as settings of a Kafka client.
  public Map<String, String> clientSettings() {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        jaas());
  }

  /// The same settings as environment variables of a service.
  public Map<String, String> environment() {
    return Map.of(
        "KAFKA_SECURITY_PROTOCOL",
        "SASL_PLAINTEXT",
        "KAFKA_SASL_MECHANISM",
        "PLAIN",
        "KAFKA_SASL_JAAS_CONFIG",
        jaas());
  }

  private String jaas() {
    return MODULE.formatted(USER, password) + ";";
  }

  /// The settings of a node with the listeners `CLIENT` and `CONTROLLER`; every client must log in.
  String brokerSettings() {
    return """
    sasl.enabled.mechanisms=PLAIN
    sasl.mechanism.inter.broker.protocol=PLAIN
    sasl.mechanism.controller.protocol=PLAIN
    listener.name.client.plain.sasl.jaas.config=%1$s
    listener.name.controller.plain.sasl.jaas.config=%1$s
    """
        .formatted(MODULE.formatted(USER, password) + " user_%s=\"%s\";".formatted(USER, password));
  }

  @Override
  public String toString() {
    return "KafkaLogin[]"; // the password must not be logged
  }
}
