package dev.visavis.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// One PostgreSQL server with the databases of the services, `DATABASES`, all owned by `USER`.
public record EmbeddedPostgres(ChildProcess process, int port, String password)
    implements EmbeddedServer {
  public static final String USER = "visavis";
  public static final List<String> DATABASES =
      List.of("visavis_account", "visavis_history", "visavis_webhook");

  private static final Duration SETUP_TIMEOUT = Duration.ofSeconds(60);

  /// Starts the server on `dataDir`; `port` 0 means any free port. A new data directory gets
  /// `password`; later starts need the same one.
  public static EmbeddedPostgres start(
      Path dataDir, int port, Durability durability, String password) {
    var dir = dataDir.toAbsolutePath();
    return EmbeddedServer.atPort(port, p -> startAt(dir, p, durability, password));
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://" + address() + "/" + database;
  }

  /// The address for `quarkus.datasource.reactive.url`.
  public String reactiveUrl(String database) {
    return "postgresql://" + address() + "/" + database;
  }

  private static EmbeddedPostgres startAt(
      Path dataDir, int port, Durability durability, String password) {
    try {
      Files.createDirectories(dataDir);
      UnprivilegedUser.giveTo(dataDir);
      var bin = Binaries.postgres().resolve("bin");
      var data = dataDir.resolve("data");
      var isSetUp = dataDir.resolve("set-up");
      if (!Files.exists(isSetUp)) {
        // An interrupted set-up is repeated from the start.
        Directories.delete(data);
        initialize(bin, dataDir, data, durability, password);
        Files.createFile(isSetUp);
      }
      createDatabases(bin, dataDir, data, isSetUp);
      var process =
          ChildProcess.start(
              "postgres",
              UnprivilegedUser.command(serverCommand(bin, data, port, durability)),
              Map.of(),
              dataDir,
              dataDir.resolve("postgres.log"),
              ChildProcess.StopSignal.INT);
      Readiness.await(process, START_TIMEOUT, () -> isReady(data, process.pid()));
      return new EmbeddedPostgres(process, port, password);
    } catch (IOException e) {
      throw new InfraException("PostgreSQL cannot use " + dataDir + ": " + e.getMessage(), e);
    }
  }

  private static List<String> serverCommand(Path bin, Path data, int port, Durability durability) {
    var command = new ArrayList<String>();
    command.addAll(List.of(bin.resolve("postgres").toString(), "-D", data.toString()));
    command.addAll(List.of("-p", Integer.toString(port), "-c", "listen_addresses=127.0.0.1"));
    command.addAll(List.of("-c", "unix_socket_directories=", "-c", "shared_buffers=64MB"));
    var onOff = durability == Durability.DURABLE ? "on" : "off";
    for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      command.addAll(List.of("-c", setting + "=" + onOff));
    }
    return command;
  }

  private static void initialize(
      Path bin, Path dataDir, Path data, Durability durability, String password)
      throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var passwordFile = dataDir.resolve("password.tmp");
    Files.deleteIfExists(passwordFile);
    Files.createFile(passwordFile, ownerOnly);
    try {
      Files.writeString(passwordFile, password);
      UnprivilegedUser.giveTo(passwordFile);
      var initdb =
          new ArrayList<>(
              List.of(bin.resolve("initdb").toString(), "-D", data.toString(), "-U", USER));
      initdb.addAll(List.of("-A", "scram-sha-256", "--pwfile", passwordFile.toString()));
      initdb.addAll(List.of("-E", "UTF8", "--no-locale", "-c", "timezone=UTC"));
      if (durability == Durability.FAST) {
        initdb.add("--no-sync");
      }
      run(dataDir, initdb, "");
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  /// Creates missing databases; the data directory may be of an earlier version with fewer
  /// services.
  ///
  /// @param created the file that lists the existing ones, one a line
  private static void createDatabases(Path bin, Path dataDir, Path data, Path created)
      throws IOException {
    var missing = new ArrayList<>(DATABASES);
    missing.removeAll(Files.readAllLines(created));
    if (missing.isEmpty()) {
      return;
    }
    // Single-user mode takes one statement a line and needs neither a port nor a driver. If a
    // database exists after all, only its line fails.
    var statements = missing.stream().map(d -> "CREATE DATABASE " + d + "\n");
    var single = List.of(bin.resolve("postgres").toString(), "--single", "-D", data.toString());
    var command = new ArrayList<>(single);
    command.addAll(List.of("-c", "fsync=off", "postgres"));
    run(dataDir, command, statements.collect(Collectors.joining()));
    Files.write(created, DATABASES);
  }

  private static void run(Path dataDir, List<String> command, String input) throws IOException {
    var log = dataDir.resolve("set-up.log");
    var process =
        new ProcessBuilder(UnprivilegedUser.command(command))
            .directory(dataDir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try (var stdin = process.outputWriter()) {
      stdin.write(input);
    }
    try {
      if (!process.waitFor(SETUP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new InfraException("PostgreSQL was not set up in time" + Readiness.tail(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfraException("interrupted while setting PostgreSQL up", e);
    } finally {
      var descendants = process.descendants().toList();
      process.destroyForcibly();
      descendants.forEach(ProcessHandle::destroyForcibly);
    }
    if (process.exitValue() != 0) {
      throw new InfraException("PostgreSQL cannot be set up" + Readiness.tail(log));
    }
  }

  /// Reads the file that pg_ctl also uses: line 1 is the pid, line 8 the state.
  private static boolean isReady(Path data, long pid) {
    try {
      var lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.size() >= 8
          && lines.getFirst().strip().equals(Long.toString(pid))
          && lines.get(7).strip().equals("ready");
    } catch (IOException e) {
      return false; // not written yet
    }
  }
}
