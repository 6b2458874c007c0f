package dev.visavis.infra;

import java.util.Map;

/// How clients and brokers sign in to an embedded Kafka: SASL/PLAIN, one user for all. Nothing
/// of it leaves the loopback, so it is not encrypted.
public record KafkaLogin(String password) {
  private static final String USER = "visavis";
  private static final String MODULE =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\""
          + " password=\"%s\"";

  /// As a Kafka client takes them.
  public Map<String, String> clientSettings() {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        jaas());
  }

  /// The same, as a service takes them from its environment.
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

  /// For a node whose listeners are `CLIENT` and `CONTROLLER`: every client has to sign in.
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
    return "KafkaLogin[]"; // it must not get into a log
  }
}
