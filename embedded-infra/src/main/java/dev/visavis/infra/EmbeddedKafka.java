package dev.visavis.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One Kafka node, broker and KRaft controller in one, in its own JVM.
///
/// An acknowledged record survives `kill()`, because it is in the operating system's page cache.
/// Kafka relies on replication against power loss, which one node does not have; see
/// [KafkaCluster].
public record EmbeddedKafka(ChildProcess process, int port) implements EmbeddedServer {
  /// Starts the broker on `dataDir`, which is formatted if it is new. `port` 0 means any free port.
  public static EmbeddedKafka start(Path dataDir, int port) {
    return EmbeddedServer.atPort(port, p -> start(dataDir, KafkaCluster.ofOne(p), 0, List.of()));
  }

  /// Starts the node at `index` of a cluster, on its own `dataDir`.
  ///
  /// @param jvmOptions further options of its JVM
  public static EmbeddedKafka start(
      Path dataDir, KafkaCluster cluster, int index, List<String> jvmOptions) {
    return startAt(dataDir.toAbsolutePath(), cluster, index, jvmOptions);
  }

  /// Writes the configuration file of a node, which contains the password. It is the only argument
  /// of the broker.
  public static Path configure(Path dataDir, KafkaCluster cluster, int index) throws IOException {
    Files.createDirectories(dataDir);
    var properties = dataDir.resolve("server.properties");
    PrivateFiles.write(properties, properties(dataDir.resolve("data"), cluster, index));
    return properties;
  }

  /// The command line up to the main class.
  public static List<String> launch() {
    var broker = broker();
    if (!Files.isDirectory(broker.resolve("lib"))) {
      throw new InfraException(
          "the Kafka broker is not built: run `./mvnw -pl embedded-infra/broker install`");
    }
    var classes = broker.resolve("classes");
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx320m",
        // A larger young generation: with the default of 20 MB, garbage was collected seven times a
        // second.
        "-Xmn96m",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-Dorg.slf4j.simpleLogger.showDateTime=true",
        "-cp",
        (Files.isDirectory(classes) ? classes + ":" : "") + broker.resolve("lib") + "/*",
        "dev.visavis.infra.broker.BrokerMain");
  }

  public String bootstrapServers() {
    return address();
  }

  private static EmbeddedKafka startAt(
      Path dataDir, KafkaCluster cluster, int index, List<String> jvmOptions) {
    int port = cluster.nodes().get(index).port();
    try {
      var properties = configure(dataDir, cluster, index);
      var launch = launch();
      var command = new ArrayList<>(List.of(launch.getFirst()));
      command.addAll(jvmOptions);
      command.addAll(launch.subList(1, launch.size()));
      command.add(properties.toString());
      var process =
          ChildProcess.start(
              "kafka",
              command,
              Map.of(),
              dataDir,
              dataDir.resolve("kafka.log"),
              ChildProcess.StopSignal.TERM);
      Readiness.await(process, START_TIMEOUT, () -> Ports.accepts(port));
      return new EmbeddedKafka(process, port);
    } catch (IOException e) {
      throw new InfraException("Kafka cannot write to " + dataDir + ": " + e.getMessage(), e);
    }
  }

  /// The broker that Maven has built, or a copy of it at the path of `visavis.infra.broker`.
  public static Path broker() {
    var copy = System.getProperty("visavis.infra.broker");
    return copy == null
        ? RepositoryRoot.find().resolve("embedded-infra/broker/target")
        : Path.of(copy);
  }

  private static String properties(Path data, KafkaCluster cluster, int index) {
    var node = cluster.nodes().get(index);
    var protocol = cluster.login().isPresent() ? "SASL_PLAINTEXT" : "PLAINTEXT";
    var own =
        """
        process.roles=broker,controller
        node.id=%4$d
        listeners=CLIENT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=CLIENT://127.0.0.1:%1$d
        listener.security.protocol.map=CLIENT:%8$s,CONTROLLER:%8$s
        controller.listener.names=CONTROLLER
        inter.broker.listener.name=CLIENT
        controller.quorum.voters=%5$s
        log.dirs=%3$s
        auto.create.topics.enable=false
        default.replication.factor=%6$d
        min.insync.replicas=%7$d
        broker.session.timeout.ms=6000
        broker.heartbeat.interval.ms=1000
        offsets.topic.replication.factor=%6$d
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=%6$d
        transaction.state.log.min.isr=%7$d
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=%6$d
        share.coordinator.state.topic.min.isr=%7$d
        group.initial.rebalance.delay.ms=0
        group.min.session.timeout.ms=1000
        num.network.threads=2
        num.io.threads=4
        log.cleaner.dedupe.buffer.size=8388608
        controlled.shutdown.max.retries=1
        """
            .formatted(
                node.port(),
                node.controllerPort(),
                data,
                KafkaCluster.id(index),
                cluster.voters(),
                cluster.replicationFactor(),
                cluster.minInsyncReplicas(),
                protocol);
    return own + cluster.login().map(KafkaLogin::brokerSettings).orElse("");
  }
}
