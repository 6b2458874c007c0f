package dev.visavis.infra;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Starts real servers for a `@QuarkusTest` and configures the service to use them.
///
/// Arguments: `parts`, a comma separated list of `kafka`, `postgres`, `redis` (default: all), and
/// `database`, one of `EmbeddedPostgres.DATABASES` (default: the first). Each part starts once in a
/// JVM and stops with it, so that later test classes reuse it. The topics are created.
///
/// If the system property `visavis.infra` is `containers`, the parts are containers and not child
/// processes; Maven then adds Testcontainers to the class path.
public final class EmbeddedInfrastructure implements QuarkusTestResourceLifecycleManager {
  private static final boolean CONTAINERS =
      "containers".equals(System.getProperty("visavis.infra"));
  private static final String PASSWORD = "visavis";

  private List<Server> parts = List.of(Server.values());
  private String database = EmbeddedPostgres.DATABASES.getFirst();

  enum Server {
    KAFKA,
    POSTGRES,
    REDIS
  }

  @Override
  public void init(Map<String, String> arguments) {
    var named = arguments.get("parts");
    if (named != null) {
      parts =
          Arrays.stream(named.toUpperCase(Locale.ROOT).split(","))
              .map(p -> Server.valueOf(p.strip()))
              .toList();
    }
    database = arguments.getOrDefault("database", database);
  }

  @Override
  public Map<String, String> start() {
    var configuration = new HashMap<String, String>();
    for (var part : parts) {
      switch (part) {
        case KAFKA -> configuration.put("kafka.bootstrap.servers", address(part));
        case REDIS -> {
          configuration.put("quarkus.redis.hosts", "redis://" + address(part));
          configuration.put("quarkus.redis.password", PASSWORD);
        }
        case POSTGRES -> {
          var url = "postgresql://" + address(part) + "/" + database;
          configuration.put(
              "quarkus.datasource.username", CONTAINERS ? database : EmbeddedPostgres.USER);
          configuration.put("quarkus.datasource.password", PASSWORD);
          configuration.put("quarkus.datasource.jdbc.url", "jdbc:" + url);
          configuration.put("quarkus.datasource.reactive.url", url);
        }
      }
    }
    return configuration;
  }

  /// Keeps the servers running for the next test class; a shutdown hook stops them.
  @Override
  public void stop() {}

  /// Remembers the address in a system property, because Quarkus may load this class more than once
  /// in a JVM.
  private static String address(Server part) {
    synchronized (System.class) {
      var key = "visavis.infra." + part.name().toLowerCase(Locale.ROOT) + ".address";
      var running = System.getProperty(key);
      if (running != null) {
        return running;
      }
      var address =
          CONTAINERS ? ContainerInfrastructure.start(part, PASSWORD) : startServer(part).address();
      System.setProperty(key, address);
      return address;
    }
  }

  private static EmbeddedServer startServer(Server part) {
    try {
      var target = Path.of("target").toAbsolutePath();
      var dir =
          Files.isDirectory(target)
              ? Files.createTempDirectory(target, "infra-")
              : Files.createTempDirectory("visavis-infra-");
      EmbeddedServer server =
          switch (part) {
            case KAFKA -> {
              var kafka = EmbeddedKafka.start(dir, 0);
              TopicCreator.createAll(kafka.bootstrapServers(), (short) 1);
              yield kafka;
            }
            case POSTGRES -> EmbeddedPostgres.start(dir, 0, Durability.FAST, PASSWORD);
            case REDIS -> EmbeddedRedis.start(dir, 0, Durability.FAST, PASSWORD);
          };
      Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(server, dir)));
      return server;
    } catch (IOException e) {
      throw new InfraException("cannot create a directory for test data: " + e.getMessage(), e);
    }
  }

  private static void discard(EmbeddedServer server, Path dir) {
    server.kill();
    try {
      Directories.delete(dir);
    } catch (IOException e) {
      System.err.println("Cannot delete test data in " + dir + ": " + e);
    }
  }
}
