package dev.visavis.benchmarks.history;

import dev.visavis.infra.EmbeddedKafka;
import dev.visavis.infra.EmbeddedPostgres;
import dev.visavis.infra.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The built history-service, with the heap size of the dev stack.
record ServiceProcess(Process process, int port, int management) implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  static ServiceProcess start(EmbeddedKafka kafka, Database database, Path place)
      throws IOException {
    int port = Ports.free();
    int management = Ports.free();
    EmbeddedPostgres postgres = database.postgres();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-jar",
            "history-service/target/quarkus-app/quarkus-run.jar");
    builder
        .environment()
        .putAll(
            Map.of(
                "QUARKUS_HTTP_PORT",
                Integer.toString(port),
                "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(management),
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "QUARKUS_DATASOURCE_USERNAME",
                EmbeddedPostgres.USER,
                "QUARKUS_DATASOURCE_PASSWORD",
                Database.PASSWORD,
                "QUARKUS_DATASOURCE_JDBC_URL",
                postgres.jdbcUrl(Database.NAME),
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                postgres.reactiveUrl(Database.NAME)));
    builder.redirectErrorStream(true).redirectOutput(place.resolve("service.log").toFile());
    return new ServiceProcess(builder.start(), port, management);
  }

  void awaitReady() throws InterruptedException {
    HttpRequest ready =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/q/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (!isGood(http, ready)) {
        if (System.nanoTime() > deadline || !process.isAlive()) {
          throw new IllegalStateException("history-service does not start");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
    }
  }

  private static boolean isGood(HttpClient http, HttpRequest ready) throws InterruptedException {
    try {
      return http.send(ready, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // does not listen yet
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
