package dev.visavis.history;

import dev.visavis.infra.Directories;
import dev.visavis.infra.Durability;
import dev.visavis.infra.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL that a test may kill and start again. System properties hold its address, because
/// Quarkus loads this class more than once.
public final class OwnDatabase implements QuarkusTestResourceLifecycleManager {
  private static final String PREFIX = "visavis.test.database.";
  private static final String PASSWORD = "visavis";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Override
  public Map<String, String> start() {
    EmbeddedPostgres postgres = start(directory(), 0);
    System.setProperty(PREFIX + "port", Integer.toString(postgres.port()));
    return Map.of(
        "quarkus.datasource.username",
        EmbeddedPostgres.USER,
        "quarkus.datasource.password",
        PASSWORD,
        "quarkus.datasource.jdbc.url",
        postgres.jdbcUrl("visavis_history"),
        "quarkus.datasource.reactive.url",
        postgres.reactiveUrl("visavis_history"));
  }

  @Override
  public void stop() {
    kill();
    try {
      Directories.delete(Path.of(System.getProperty(PREFIX + "directory")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void kill() {
    ProcessHandle.of(Long.getLong(PREFIX + "pid"))
        .ifPresent(
            server -> {
              server.destroyForcibly();
              server.onExit().orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
            });
  }

  static void startAgain() {
    start(Path.of(System.getProperty(PREFIX + "directory")), Integer.getInteger(PREFIX + "port"));
  }

  private static EmbeddedPostgres start(Path directory, int port) {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, port, Durability.FAST, PASSWORD);
    System.setProperty(PREFIX + "pid", Long.toString(postgres.pid()));
    return postgres;
  }

  private static Path directory() {
    try {
      Path directory = Files.createTempDirectory(Path.of("target"), "own-database-");
      System.setProperty(PREFIX + "directory", directory.toString());
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
