package dev.visavis.devstack.run;

import dev.visavis.devstack.DataDirectory;
import dev.visavis.devstack.Secrets;
import dev.visavis.infra.Durability;
import dev.visavis.infra.EmbeddedKafka;
import dev.visavis.infra.EmbeddedPostgres;
import dev.visavis.infra.EmbeddedRedis;
import dev.visavis.infra.EmbeddedServer;
import dev.visavis.infra.InfraException;
import dev.visavis.infra.KafkaCluster;
import dev.visavis.infra.Ports;
import dev.visavis.infra.TopicCreator;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Kafka with its topics, PostgreSQL and Redis, with settings that survive a crash.
record Infrastructure(DataDirectory data) {
  /// The number of call-service instances that share the calls on one machine; further ones stand
  /// by.
  private static final int CALL_PARTITIONS = 2;

  /// A single broker is called `kafka`; several are numbered.
  static List<String> brokers(int count) {
    return count == 1
        ? List.of("kafka")
        : IntStream.range(0, count).mapToObj(i -> "kafka-" + i).toList();
  }

  List<Program> programs(Settings.Addresses at) throws IOException {
    var secrets = new Secrets(data.secrets());
    var password = secrets.get("postgres");
    var redisPassword = secrets.get("redis");
    var programs = new ArrayList<>(kafka(at.kafka()));
    programs.add(
        program(
            "postgres",
            at.postgres(),
            Health.tcp(at.postgres()),
            () ->
                EmbeddedPostgres.start(
                    data.of("postgres"), at.postgres(), Durability.DURABLE, password),
            null));
    programs.add(
        program(
            "redis",
            at.redis(),
            Health.redis(at.redis()),
            () ->
                EmbeddedRedis.start(
                    data.of("redis"), at.redis(), Durability.DURABLE, redisPassword),
            null));
    return programs;
  }

  private List<Program> kafka(KafkaCluster cluster) throws IOException {
    var programs = new ArrayList<Program>();
    var names = brokers(cluster.nodes().size());
    for (int i = 0; i < names.size(); i++) {
      var name = names.get(i);
      int index = i;
      int port = cluster.nodes().get(i).port();
      var training = index == 0 ? training(cluster) : null;
      var cache = new AotCache("kafka", EmbeddedKafka.launch(), EmbeddedKafka.broker(), training);
      ServerStarter starter = () -> kafka(name, cluster, index, cache);
      programs.add(program(name, port, Health.tcp(port), starter, cache));
    }
    return programs;
  }

  /// The settings for training: a separate cluster with the same settings.
  private static AotCache.Training training(KafkaCluster cluster) {
    return place -> {
      var node = new KafkaCluster.Node(Ports.free(), Ports.free());
      var alone = new KafkaCluster(List.of(node), cluster.login());
      var properties = EmbeddedKafka.configure(place, alone, 0).toString();
      return new AotCache.Training.Run(List.of(properties), Map.of(), node.port(), List.of());
    };
  }

  private EmbeddedKafka kafka(String name, KafkaCluster cluster, int index, AotCache cache) {
    var usesCache = cache.isUsed();
    try {
      var kafka = EmbeddedKafka.start(data.of(name), cluster, index, cache.options());
      boolean last = index + 1 == cluster.nodes().size();
      if (last) {
        TopicCreator.createAll(
            cluster.clientSettings(), cluster.replicationFactor(), CALL_PARTITIONS);
      }
      return kafka;
    } catch (InfraException e) {
      if (usesCache) {
        cache.discard(); // the cause may be the cache; the next start does not use it
      }
      throw e;
    }
  }

  private interface ServerStarter {
    EmbeddedServer start();
  }

  private Program program(
      String name, int port, Health health, ServerStarter server, @Nullable AotCache cache)
      throws IOException {
    linkLog(name);
    return new Program(
        name,
        port,
        health,
        Set.of(),
        Program.Stage.INFRASTRUCTURE,
        () -> server.start().process(),
        cache);
  }

  /// The servers write their logs next to their data; links make them visible to `logs`.
  private void linkLog(String server) throws IOException {
    var link = data.log(server);
    Files.createDirectories(data.logs());
    Files.deleteIfExists(link);
    var file = server.replaceFirst("-\\d+$", "") + ".log";
    Files.createSymbolicLink(link, data.of(server).resolve(file));
  }
}
