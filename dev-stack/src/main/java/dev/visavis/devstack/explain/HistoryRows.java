package dev.visavis.devstack.explain;

import dev.visavis.devstack.Console;
import dev.visavis.devstack.StackException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/// Describes the history rows of a call, one line for each participant.
public final class HistoryRows {
  private static final int TIMEOUT_SECONDS = 10;

  private static final String QUERY =
      """
      select p.name, p.state, p.device_id, p.visible, p.hidden_at is not null as hidden,
             c.state as call_state, c.end_reason, c.version, p.ordinal
      from calls c join call_participants p on p.call_id = c.id
      where c.id = ? order by p.ordinal
      """;

  private HistoryRows() {}

  /// @param access the properties `user` and `password`
  public static List<String> of(UUID callId, String jdbcUrl, Properties access) {
    var settings = new Properties();
    settings.putAll(access);
    settings.setProperty("connectTimeout", Integer.toString(TIMEOUT_SECONDS));
    settings.setProperty("socketTimeout", Integer.toString(TIMEOUT_SECONDS));
    try (var connection = DriverManager.getConnection(jdbcUrl, settings)) {
      return read(connection, callId);
    } catch (SQLException e) {
      throw new StackException("cannot read the history: " + e.getMessage());
    }
  }

  private static List<String> read(Connection connection, UUID callId) throws SQLException {
    try (var query = connection.prepareStatement(QUERY)) {
      query.setObject(1, callId);
      List<String> lines = new ArrayList<>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          lines.add(line(rows));
        }
      }
      return lines;
    }
  }

  private static String line(ResultSet row) throws SQLException {
    var reason = row.getString("end_reason");
    var device = row.getString("device_id");
    return "%s (%s): %s%s, %s%s%s, version %d"
        .formatted(
            Console.printable(row.getString("name")),
            row.getInt("ordinal") == 0 ? "outgoing" : "incoming",
            row.getString("call_state"),
            reason == null ? "" : " (" + reason.replace('_', ' ') + ")",
            row.getString("state"),
            device == null ? "" : " on \"" + Console.printable(device) + "\"",
            seen(row),
            row.getInt("version"));
  }

  private static String seen(ResultSet row) throws SQLException {
    if (!row.getBoolean("visible")) {
      return ", not shown: this user blocks the caller";
    }
    return row.getBoolean("hidden") ? ", hidden by this user" : "";
  }
}
