package dev.visavis.benchmarks.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The PostgreSQL server process of one connection, whose processor time Linux counts.
///
/// @param schedstat a file of Linux; its first number is the processor time in ns
record Backend(Path schedstat) {
  static Backend of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return new Backend(Path.of("/proc/" + row.getInt(1) + "/schedstat"));
    }
  }

  /// The processor time so far, in ns.
  long computedNanos() {
    try {
      return Long.parseLong(Files.readString(schedstat).split(" ", 3)[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
