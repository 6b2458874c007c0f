package dev.visavis.benchmarks.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Pages of random users, with the SQL of the service: parsed, planned, executed and fetched.
/// Reports the total time, which on a busy machine is mostly waiting for a processor; the processor
/// time of the server process; and the best of several repetitions of the same page.
final class Reads {
  private static final int PAGE = 50;
  private static final int USERS = 2_000;
  private static final int AGAIN = 3;
  private static final int HUNDREDTH = 99 * PAGE - 1;

  private final Database database;
  private final Dataset dataset;
  private final Random random = new Random(1);

  Reads(Database database, Dataset dataset) {
    this.database = database;
    this.dataset = dataset;
  }

  /// The position of a page: directly after this call.
  private record Place(OffsetDateTime createdAt, UUID callId) {}

  void run() throws SQLException, IOException {
    database.migrate();
    try (Connection connection = database.connect()) {
      long start = System.nanoTime();
      dataset.create(connection);
      System.out.printf(
          "%n## %,d calls of %,d users, made in %d s; %s%n",
          dataset.calls(),
          dataset.users(),
          (System.nanoTime() - start) / 1_000_000_000,
          size(connection));
      measure(connection, "light users, first page", false, -1);
      measure(connection, "light users, the oldest ten calls", false, PAGE * 4 / 5 - 1);
      measure(connection, "heavy users, first page", true, -1);
      measure(connection, "heavy users, 100th page", true, HUNDREDTH);
    }
  }

  private void measure(Connection connection, String what, boolean heavy, int skipped)
      throws SQLException, IOException {
    String name = skipped < 0 ? "first-page.sql" : "next-page.sql";
    String query = resource(name);
    Backend backend = Backend.of(connection);
    long[] whole = new long[USERS];
    long[] computed = new long[USERS];
    long[] again = new long[USERS];
    for (int i = 0; i < USERS; i++) {
      UUID user = user(connection, heavy);
      @Nullable Place place = skipped < 0 ? null : place(connection, user, skipped);
      long before = backend.computedNanos();
      whole[i] = nanos(connection, query, user, place);
      computed[i] = backend.computedNanos() - before;
      again[i] = Long.MAX_VALUE;
      for (int time = 0; time < AGAIN; time++) {
        again[i] = Math.min(again[i], nanos(connection, query, user, place));
      }
    }
    System.out.printf("%s%n", what);
    System.out.printf("  server's processor time: %s%n", new Percentiles(computed));
    System.out.printf("  as the client sees it: %s%n", new Percentiles(whole));
    System.out.printf("  again, best of %d: %s%n", AGAIN, new Percentiles(again));
    explain(connection, query, user(connection, heavy), skipped);
  }

  private static long nanos(Connection connection, String query, UUID user, @Nullable Place place)
      throws SQLException {
    long start = System.nanoTime();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      fill(statement, user, place);
      try (ResultSet page = statement.executeQuery()) {
        if (!page.next()) {
          throw new IllegalStateException("a page without a call");
        }
      }
    }
    return System.nanoTime() - start;
  }

  private static void fill(PreparedStatement statement, UUID user, @Nullable Place place)
      throws SQLException {
    int at = 1;
    statement.setObject(at++, user);
    if (place != null) {
      statement.setObject(at++, place.createdAt());
      statement.setObject(at++, place.callId());
    }
    statement.setInt(at, PAGE + 1);
  }

  private UUID user(Connection connection, boolean heavy) throws SQLException {
    int number =
        heavy
            ? random.nextInt(dataset.heavyUsers())
            : random.nextInt(dataset.heavyUsers(), dataset.users());
    try (PreparedStatement statement =
        connection.prepareStatement("select md5('user' || ?)::uuid")) {
      statement.setInt(1, number);
      ResultSet row = statement.executeQuery();
      row.next();
      return Objects.requireNonNull(row.getObject(1, UUID.class));
    }
  }

  private static Place place(Connection connection, UUID user, int skipped) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select created_at, call_id from call_participants
            where user_id = ? and visible and hidden_at is null
            order by created_at desc, call_id desc offset ? limit 1
            """)) {
      statement.setObject(1, user);
      statement.setInt(2, skipped);
      ResultSet row = statement.executeQuery();
      return row.next()
          ? new Place(
              row.getObject(1, OffsetDateTime.class),
              Objects.requireNonNull(row.getObject(2, UUID.class)))
          : new Place(OffsetDateTime.parse("2025-11-24T00:00:00Z"), new UUID(0, 0));
    }
  }

  private void explain(Connection connection, String query, UUID user, int skipped)
      throws SQLException {
    @Nullable Place place = skipped < 0 ? null : place(connection, user, skipped);
    try (PreparedStatement statement =
        connection.prepareStatement("explain (analyze, buffers, costs off) " + query)) {
      fill(statement, user, place);
      ResultSet lines = statement.executeQuery();
      while (lines.next()) {
        System.out.println("    " + lines.getString(1));
      }
    }
  }

  private static String size(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select pg_size_pretty(pg_database_size(current_database()))")) {
      row.next();
      return row.getString(1);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Reads.class.getResourceAsStream("/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    }
  }
}
