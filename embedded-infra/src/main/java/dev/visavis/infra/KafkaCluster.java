package dev.visavis.infra;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The nodes of Kafka on this machine, each broker and controller in one.
///
/// With three nodes or more, every record is on three of them and acknowledged by two, so that any
/// one can die and nothing stops or is lost. With two, the death of one stops the controllers.
///
/// @param login what everybody signs in with; empty: everybody on this machine is let in
public record KafkaCluster(List<Node> nodes, Optional<KafkaLogin> login) {
  private static final int MAX_REPLICAS = 3;

  /// @param port where clients connect
  /// @param controllerPort where the other nodes do, to elect a controller
  public record Node(int port, int controllerPort) {}

  public KafkaCluster {
    nodes = List.copyOf(nodes);
  }

  static KafkaCluster ofOne(int port) {
    return new KafkaCluster(List.of(new Node(port, Ports.free())), Optional.empty());
  }

  /// As a Kafka client takes them: where the nodes are, and how to sign in.
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
