package dev.visavis.benchmarks.history;

import dev.visavis.infra.Directories;
import dev.visavis.infra.Durability;
import dev.visavis.infra.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Runs the benchmarks named in the arguments: `reads`, `projection`, `lag`; all by default. Each
/// uses its own PostgreSQL with durable settings as in production, and 64 MB of shared buffers.
public final class HistoryBenchmark {
  private static final int CALLS = Integer.getInteger("visavis.benchmark.calls", 5_000_000);
  private static final int CALLS_A_USER = 50;

  private HistoryBenchmark() {}

  private interface Measurement {
    void run(Database database) throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    Set<String> wanted =
        new TreeSet<>(
            arguments.length == 0 ? List.of("reads", "projection", "lag") : List.of(arguments));
    if (wanted.contains("reads")) {
      for (int calls : List.of(CALLS / 10, CALLS)) {
        on(database -> new Reads(database, new Dataset(calls, calls / CALLS_A_USER)).run());
      }
    }
    if (wanted.contains("projection")) {
      on(database -> new ProjectionRate(database).run());
    }
    if (wanted.contains("lag")) {
      on(database -> new Lag(database).run());
    }
    System.exit(0); // threads of Vert.x are still running
  }

  private static void on(Measurement measurement) throws Exception {
    Path place = Files.createTempDirectory(Path.of("benchmarks/history/target"), "database-");
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(place, 0, Durability.DURABLE, Database.PASSWORD);
    try {
      measurement.run(new Database(postgres));
    } finally {
      postgres.kill();
      Directories.delete(place);
    }
  }
}
