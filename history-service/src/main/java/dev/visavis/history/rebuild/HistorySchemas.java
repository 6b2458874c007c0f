package dev.visavis.history.rebuild;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// The history's tables in the live schema, and in a new schema that replaces it.
final class HistorySchemas {
  /// The schema into which the history is rebuilt.
  static final String FRESH = "history_fresh";

  /// The schema into which the replaced tables are moved.
  private static final String OLD = "history_old";

  /// The tables that are built from the log. Tables that hold what users have seen are not
  /// replaced.
  private static final List<String> PROJECTED = List.of("call_participants", "calls", "users");

  private static final String COPY_PARTICIPANTS =
      """
      insert into %1$s.call_participants select o.* from %2$s.call_participants o
      join %1$s.carried c on c.id = o.call_id where true""";

  /// PostgreSQL could not lock the tables in time.
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final Connection connection;
  private final String live;

  HistorySchemas(Connection connection) throws SQLException {
    this.connection = connection;
    this.live = text("select current_schema()");
  }

  /// Allows one rebuild at a time; false if another one is running.
  boolean lock() throws SQLException {
    return text("select pg_try_advisory_lock(7251130002)").equals("t");
  }

  void unlock() throws SQLException {
    text("select pg_advisory_unlock(7251130002)");
  }

  /// The version of the last migration of a schema.
  String version(String schema) throws SQLException {
    return text(
        "select max(version::int)::text from %s.flyway_schema_history where success"
            .formatted(schema));
  }

  String live() {
    return live;
  }

  /// Drops the schemas that an earlier rebuild has left, whether it succeeded or not.
  void clear() throws SQLException {
    run("drop schema if exists " + FRESH + " cascade");
    run("drop schema if exists " + OLD + " cascade");
  }

  void createFresh() throws SQLException {
    run("create schema " + FRESH);
  }

  /// Copies rows that the log no longer holds: calls whose first event is gone, and users whose
  /// profile is gone. Call it after reading the log to its end.
  ///
  /// @return the number of copied calls
  int copyMissing() throws SQLException {
    run("create table %1$s.carried (id uuid primary key, over boolean not null)");
    int calls =
        run(
            """
            with carried as (
              insert into %1$s.calls select o.* from %2$s.calls o
              where not exists (select from %1$s.calls f where f.id = o.id) returning id, ended_at
            )
            insert into %1$s.carried select id, ended_at is not null from carried
            """);
    run(COPY_PARTICIPANTS);
    run(
        """
        insert into %1$s.users select o.* from %2$s.users o
        where not exists (select from %1$s.users f where f.id = o.id)
        """);
    copyHidden();
    run("analyze %1$s.calls, %1$s.call_participants, %1$s.users");
    return calls;
  }

  private void copyHidden() throws SQLException {
    run(
        """
        update %1$s.call_participants f set hidden_at = o.hidden_at
        from %2$s.call_participants o
        where o.hidden_at is not null and f.call_id = o.call_id and f.user_id = o.user_id
          and f.hidden_at is distinct from o.hidden_at
        """);
  }

  /// Replaces the live tables by the new ones, in one transaction.
  ///
  /// @param catchUp reads the rest of the log while nobody writes to the live tables; returns the
  ///     calls with events that the live tables may lack
  /// @return false if the tables could not be locked in time; nothing has changed then
  boolean replace(Duration lockTimeout, Supplier<Set<UUID>> catchUp) throws SQLException {
    connection.setAutoCommit(false);
    try {
      run("set local lock_timeout = " + lockTimeout.toMillis());
      run("lock table %2$s.call_participants, %2$s.calls, %2$s.users in access exclusive mode");
      Set<UUID> ahead = catchUp.get();
      copyChanged();
      recordMissed(ahead);
      run("create schema " + OLD);
      for (String table : PROJECTED) {
        run("alter table %2$s." + table + " set schema " + OLD);
        run("alter table %1$s." + table + " set schema %2$s");
      }
      connection.commit();
      return true;
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    } finally {
      connection.rollback(); // has no effect after the commit
      connection.setAutoCommit(true);
    }
  }

  /// Copies again the calls that had not ended when [#copyMissing] copied them, and marks the calls
  /// that users have hidden since.
  private void copyChanged() throws SQLException {
    String unfinished = " where %s in (select id from %%1$s.carried where not over)";
    run("delete from %1$s.call_participants" + unfinished.formatted("call_id"));
    run("delete from %1$s.calls" + unfinished.formatted("id"));
    run("insert into %1$s.calls select * from %2$s.calls" + unfinished.formatted("id"));
    run(COPY_PARTICIPANTS + " and not c.over");
    copyHidden();
  }

  /// Updates the missed calls of `ahead`. The service finds the events of these calls already
  /// applied in the new tables, so it would not detect the change.
  private void recordMissed(Set<UUID> ahead) throws SQLException {
    String note =
        """
        with missed as (
          select p.call_id, p.user_id, p.created_at
          from %1$s.call_participants p join %1$s.calls c on c.id = p.call_id
          where p.call_id = any(?) and p.state = 'missed' and p.visible and p.hidden_at is null
            and c.end_reason is distinct from 'glare'
            and not exists (select from %2$s.call_participants o where o.call_id = p.call_id
              and o.user_id = p.user_id and o.state = 'missed' and o.version = p.version)
        ), added as (
          insert into %2$s.missed_calls select * from missed on conflict do nothing
          returning user_id
        ), removed as (
          delete from %2$s.missed_calls m where not exists (select from %1$s.call_participants f
            where f.call_id = m.call_id and f.user_id = m.user_id and f.state = 'missed'
              and f.visible and f.hidden_at is null)
          returning user_id
        )
        insert into %2$s.missed_calls_news (user_id, at, due)
        select user_id, now(), now() from added union select user_id, now(), now() from removed
        """
            .formatted(FRESH, live);
    try (PreparedStatement statement = connection.prepareStatement(note)) {
      statement.setArray(1, connection.createArrayOf("uuid", ahead.toArray()));
      statement.executeUpdate();
    }
  }

  /// @param statement `%1$s` is the new schema, `%2$s` the live one
  private int run(String statement) throws SQLException {
    try (Statement it = connection.createStatement()) {
      return it.executeUpdate(statement.formatted(FRESH, live));
    }
  }

  private String text(String query) throws SQLException {
    try (Statement it = connection.createStatement();
        ResultSet rows = it.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
