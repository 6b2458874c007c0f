package dev.visavis.infra;

import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.visavis.infra.EmbeddedInfrastructure.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/// The servers of `docker-compose.yml` as containers, for [EmbeddedInfrastructure]. Images, start
/// scripts and settings are those of that file, except that PostgreSQL does not wait for the disk.
///
/// A container stops with the JVM that started it. If that JVM is killed, Testcontainers' Ryuk
/// stops the container; if Ryuk is disabled (`TESTCONTAINERS_RYUK_DISABLED`), the container keeps
/// running.
final class ContainerInfrastructure {
  private static final Path COMPOSE = RepositoryRoot.find().resolve("compose");

  private ContainerInfrastructure() {}

  /// Starts a server; for Kafka, also creates the topics.
  ///
  /// @param password of Redis, and of the user of each database, who has the database's name
  /// @return `host:port`, for clients on this machine
  /// @throws org.testcontainers.containers.ContainerLaunchException if it does not start
  static String start(Server server, String password) {
    var container =
        switch (server) {
          case KAFKA -> new Kafka();
          case POSTGRES -> postgres(password);
          case REDIS -> redis(password);
        };
    container.start();
    Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
    var address = container.getHost() + ":" + container.getFirstMappedPort();
    if (server == Server.KAFKA) {
      TopicCreator.createAll(address, (short) 1);
    }
    return address;
  }

  /// The image that `docker-compose.yml` names for a service.
  static String image(String service) {
    try {
      var text = Files.readString(RepositoryRoot.find().resolve("docker-compose.yml"));
      var image =
          Pattern.compile("(?m)^  %s:\n(?:    .*\n)*?    image: (\\S+)".formatted(service))
              .matcher(text);
      if (!image.find()) {
        throw new InfraException("docker-compose.yml has no image for " + service);
      }
      return image.group(1);
    } catch (IOException e) {
      throw new InfraException("docker-compose.yml cannot be read: " + e.getMessage(), e);
    }
  }

  private static GenericContainer<?> container(Server server) {
    return new GenericContainer<>(imageName(server));
  }

  private static DockerImageName imageName(Server server) {
    return DockerImageName.parse(image(server.name().toLowerCase(Locale.ROOT)));
  }

  private static MountableFile file(String path) {
    return MountableFile.forHostPath(COMPOSE.resolve(path));
  }

  private static GenericContainer<?> postgres(String password) {
    return container(Server.POSTGRES)
        .withCreateContainerCmdModifier(command -> command.withUser("postgres"))
        .withEnv("POSTGRES_USER", "postgres")
        .withEnv("POSTGRES_PASSWORD", password)
        .withEnv("ACCOUNT_DB_PASSWORD", password)
        .withEnv("HISTORY_DB_PASSWORD", password)
        .withEnv("WEBHOOK_DB_PASSWORD", password)
        .withCopyFileToContainer(
            file("postgres/databases.sh"), "/docker-entrypoint-initdb.d/databases.sh")
        .withCommand("postgres", "-c", "fsync=off")
        .withExposedPorts(5432);
  }

  private static GenericContainer<?> redis(String password) {
    return container(Server.REDIS)
        .withCreateContainerCmdModifier(command -> command.withUser("redis"))
        .withEnv("REDIS_PASSWORD", password)
        .withTmpFs(Map.of("/run/redis", "rw"))
        .withCopyFileToContainer(file("redis/start.sh"), "/etc/visavis/start.sh")
        .withCommand("sh", "/etc/visavis/start.sh")
        .withExposedPorts(6379);
  }

  /// Kafka sends its address to its clients, but Docker chooses the port only when the container
  /// starts. The broker therefore waits for settings that contain the port.
  private static final class Kafka extends GenericContainer<Kafka> {
    private static final String SETTINGS = "/etc/visavis/server.properties";

    Kafka() {
      super(imageName(Server.KAFKA));
      withEnv("KAFKA_HEAP_OPTS", "-Xms128m -Xmx512m");
      withEnv("KAFKA_LOG4J_OPTS", "-Dlog4j2.configurationFile=/etc/visavis/log4j2.yaml");
      withEnv("LOG_DIR", "/tmp/kafka");
      withCopyFileToContainer(file("kafka/start.sh"), "/etc/visavis/start.sh");
      withCopyFileToContainer(file("kafka/log4j2.yaml"), "/etc/visavis/log4j2.yaml");
      withCommand(
          "sh",
          "-c",
          "until [ -s %s ]; do sleep 0.1; done; exec sh /etc/visavis/start.sh".formatted(SETTINGS));
      withExposedPorts(9092);
    }

    @Override
    protected void containerIsStarting(InspectContainerResponse started) {
      try {
        var settings =
            Files.readString(COMPOSE.resolve("kafka/server.properties"), StandardCharsets.UTF_8)
                .replace("//kafka:9092", "//%s:%d".formatted(getHost(), getFirstMappedPort()));
        copyFileToContainer(Transferable.of(settings), SETTINGS);
      } catch (IOException e) {
        throw new InfraException("Kafka's settings cannot be read: " + e.getMessage(), e);
      }
    }
  }
}
