package dev.visavis.webhook.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Runs statements and transactions, blocking the calling thread. PostgreSQL cancels a statement
/// after some seconds (`statement_timeout`).
@ApplicationScoped
public class Database {
  /// Reads one row.
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// The statements of one transaction.
  @FunctionalInterface
  public interface Work<T> {
    T in(Statements statements) throws SQLException;
  }

  private final DataSource source;

  Database(DataSource source) {
    this.source = source;
  }

  /// Commits the work, or rolls it back if `work` throws.
  public <T> T transaction(Work<T> work) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.in(new Statements(connection));
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    return transaction(statements -> statements.query(sql, reader, parameters));
  }

  /// Returns the number of affected rows.
  public int update(String sql, @Nullable Object... parameters) throws SQLException {
    return transaction(statements -> statements.update(sql, parameters));
  }

  /// Runs statements within one transaction.
  public record Statements(Connection connection) {
    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters)
        throws SQLException {
      try (PreparedStatement statement = prepare(sql, parameters);
          ResultSet rows = statement.executeQuery()) {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
          all.add(reader.read(rows));
        }
        return all;
      }
    }

    public int update(String sql, @Nullable Object... parameters) throws SQLException {
      try (PreparedStatement statement = prepare(sql, parameters)) {
        return statement.executeUpdate();
      }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters)
        throws SQLException {
      PreparedStatement statement = connection.prepareStatement(sql);
      for (int i = 0; i < parameters.length; i++) {
        switch (parameters[i]) {
          case Instant at -> statement.setTimestamp(i + 1, Timestamp.from(at));
          case List<?> elements -> statement.setArray(i + 1, array(elements));
          case null, default -> statement.setObject(i + 1, parameters[i]);
        }
      }
      return statement;
    }

    private Array array(List<?> elements) throws SQLException {
      String type =
          switch (elements.isEmpty() ? "" : elements.getFirst()) {
            case UUID id -> "uuid";
            case Boolean flag -> "boolean";
            default -> "text";
          };
      return connection.createArrayOf(type, elements.toArray());
    }
  }

  /// An instant in milliseconds, the precision of the API (docs/protocol.md, "Encoding"); null if
  /// the column is null.
  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : Instant.ofEpochMilli(at.getTime());
  }
}
