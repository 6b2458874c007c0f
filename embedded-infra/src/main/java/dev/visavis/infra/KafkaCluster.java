package dev.visavis.infra;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The Kafka nodes on this machine, each broker and controller in one.
///
/// With three nodes or more, every record is on three nodes and acknowledged by two, so that any
/// one node can fail without loss or interruption. With two nodes, the failure of one stops the
/// controllers.
///
/// @param login of all clients and nodes; if empty, every client on this machine is accepted
public record KafkaCluster(List<Node> nodes, Optional<KafkaLogin> login) {
  private static final int MAX_REPLICAS = 3;

  /// @param port for clients
  /// @param controllerPort for the other nodes, to elect a controller
  public record Node(int port, int controllerPort) {}

  public KafkaCluster {
    nodes = List.copyOf(nodes);
  }

  static KafkaCluster ofOne(int port) {
    return new KafkaCluster(List.of(new Node(port, Ports.free())), Optional.empty());
  }

  /// The addresses and the login, as settings of a Kafka client.
  public Map<String, String> clientSettings() {
    var settings = new HashMap<String, String>();
    settings.put("bootstrap.servers", bootstrapServers());
    login.ifPresent(it -> settings.putAll(it.clientSettings()));
    return Map.copyOf(settings);
  }

  public String bootstrapServers() {
    return nodes.stream().map(node -> "127.0.0.1:" + node.port()).collect(Collectors.joining(","));
  }

  public short replicationFactor() {
    return (short) Math.min(nodes.size(), MAX_REPLICAS);
  }

  int minInsyncReplicas() {
    return replicationFactor() == MAX_REPLICAS ? MAX_REPLICAS - 1 : 1;
  }

  static int id(int index) {
    return index + 1;
  }

  String voters() {
    return IntStream.range(0, nodes.size())
        .mapToObj(i -> id(i) + "@127.0.0.1:" + nodes.get(i).controllerPort())
        .collect(Collectors.joining(","));
  }
}
