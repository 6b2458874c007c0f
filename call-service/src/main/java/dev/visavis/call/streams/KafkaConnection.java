package dev.visavis.call.streams;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;

/// The settings that all Kafka clients of this service share: addresses and credentials.
///
/// @param settings `bootstrap.servers`, and those of `security.*`, `sasl.*` and `ssl.*` that are
///     set
record KafkaConnection(Map<String, Object> settings) {

  /// Takes only the connection from the `kafka.*` settings. Quarkus adds a client id and a group
  /// id, which would be the same for all instances of Kafka Streams.
  static KafkaConnection of(Map<String, Object> broker) {
    return new KafkaConnection(
        broker.entrySet().stream()
            .filter(setting -> isOfConnection(setting.getKey()))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  String bootstrapServers() {
    return String.valueOf(settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
  }

  private static boolean isOfConnection(String key) {
    return key.equals(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)
        || key.startsWith("security.")
        || key.startsWith("sasl.")
        || key.startsWith("ssl.");
  }
}
