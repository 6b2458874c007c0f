package dev.visavis.benchmarks.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The server process behind one connection, as Linux counts its time.
///
/// @param schedstat of Linux; the first number is the time on a processor in ns
record Backend(Path schedstat) {
  static Backend of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return new Backend(Path.of("/proc/" + row.getInt(1) + "/schedstat"));
    }
  }

  /// How long it has computed, in ns.
  long computedNanos() {
    try {
      return Long.parseLong(Files.readString(schedstat).split(" ", 3)[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
