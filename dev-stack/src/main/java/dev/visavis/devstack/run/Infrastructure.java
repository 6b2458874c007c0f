package dev.visavis.devstack.run;

import dev.visavis.devstack.DataDirectory;
import dev.visavis.devstack.Secrets;
import dev.visavis.infra.Durability;
import dev.visavis.infra.EmbeddedKafka;
import dev.visavis.infra.EmbeddedPostgres;
import dev.visavis.infra.EmbeddedRedis;
import dev.visavis.infra.EmbeddedServer;
import dev.visavis.infra.InfraException;
import dev.visavis.infra.TopicCreator;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Kafka with its topics, PostgreSQL and Redis, all with settings that survive a crash.
record Infrastructure(DataDirectory data) {
  List<Program> programs(Settings.Addresses at) throws IOException {
    for (var server : List.of("kafka", "postgres", "redis")) {
      linkLog(server);
    }
    var password = new Secrets(data.secrets()).get("postgres");
    var cache = new AotCache("kafka", EmbeddedKafka.launch(), EmbeddedKafka.broker(), true);
    return List.of(
        program("kafka", at.kafka(), Health.tcp(at.kafka()), () -> kafka(at.kafka(), cache), cache),
        program(
            "postgres",
            at.postgres(),
            Health.tcp(at.postgres()),
            () ->
                EmbeddedPostgres.start(
                    data.of("postgres"), at.postgres(), Durability.DURABLE, password),
            null),
        program(
            "redis",
            at.redis(),
            Health.redis(at.redis()),
            () -> EmbeddedRedis.start(data.of("redis"), at.redis(), Durability.DURABLE),
            null));
  }

  private EmbeddedKafka kafka(int port, AotCache cache) {
    var usesCache = cache.isUsed();
    try {
      var kafka = EmbeddedKafka.start(data.of("kafka"), port, cache.options());
      TopicCreator.createAll(kafka.bootstrapServers(), (short) 1);
      return kafka;
    } catch (InfraException e) {
      if (usesCache) {
        cache.discard(); // it may be to blame; the next start is without
      }
      throw e;
    }
  }

  private interface ServerStarter {
    EmbeddedServer start();
  }

  private static Program program(
      String name, int port, Health health, ServerStarter server, @Nullable AotCache cache) {
    return new Program(
        name,
        port,
        health,
        Set.of(),
        Program.Stage.INFRASTRUCTURE,
        () -> server.start().process(),
        cache);
  }

  /// The servers write their logs beside their data; `logs` shows where.
  private void linkLog(String server) throws IOException {
    var link = data.log(server);
    Files.createDirectories(data.logs());
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, data.of(server).resolve(server + ".log"));
  }
}
