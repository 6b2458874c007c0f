package dev.visavis.call.streams;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;

/// Where Kafka is and how one signs in there: what every client of this service shares.
///
/// @param settings `bootstrap.servers`, and whatever of `security.*`, `sasl.*` and `ssl.*` is set
record KafkaConnection(Map<String, Object> settings) {

  /// Takes only the connection from the `kafka.*` settings: Quarkus adds a client id and a group of
  /// its own, which would make every instance of Kafka Streams look the same.
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
