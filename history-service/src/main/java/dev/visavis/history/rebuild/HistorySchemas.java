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

/// The tables of the history in the schema that serves, and in a fresh one that takes its place.
final class HistorySchemas {
  /// Where the history is made anew.
  static final String FRESH = "history_fresh";

  /// Where the old one goes.
  private static final String OLD = "history_old";

  /// What is made from the log. What users have seen is their own, and stays where it is.
  private static final List<String> PROJECTED = List.of("call_participants", "calls", "users");

  private static final String COPY_PARTICIPANTS =
      """
      insert into %1$s.call_participants select o.* from %2$s.call_participants o
      join %1$s.carried c on c.id = o.call_id where true""";

  /// PostgreSQL: the tables were not free in time.
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final Connection connection;
  private final String live;

  HistorySchemas(Connection connection) throws SQLException {
    this.connection = connection;
    this.live = text("select current_schema()");
  }

  /// One rebuild at a time.
  boolean lock() throws SQLException {
    return text("select pg_try_advisory_lock(7251130002)").equals("t");
  }

  void unlock() throws SQLException {
    text("select pg_advisory_unlock(7251130002)");
  }

  /// What the migrations have brought a schema to.
  String version(String schema) throws SQLException {
    return text(
        "select max(version::int)::text from %s.flyway_schema_history where success"
            .formatted(schema));
  }

  String live() {
    return live;
  }

  /// Takes away what a rebuild has left that did not come to its end, or did.
  void clear() throws SQLException {
    run("drop schema if exists " + FRESH + " cascade");
    run("drop schema if exists " + OLD + " cascade");
  }

  void createFresh() throws SQLException {
    run("create schema " + FRESH);
  }

  /// Takes over what the log no longer holds: calls whose first fact is gone, and people whose
  /// profile is. The log has been read to its end before.
  ///
  /// @return how many calls those are
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

  /// Puts the fresh tables in the place of the old ones, in one transaction.
  ///
  /// @param catchUp reads what the log has got meanwhile, while nobody writes to the old tables;
  ///     says which calls may have facts that are not in those
  /// @return false if the tables were not free in time: nothing has changed
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
      connection.rollback(); // nothing, once it is committed
      connection.setAutoCommit(true);
    }
  }

  /// What users have hidden since, and the calls that were carried over while they went on.
  private void copyChanged() throws SQLException {
    String unfinished = " where %s in (select id from %%1$s.carried where not over)";
    run("delete from %1$s.call_participants" + unfinished.formatted("call_id"));
    run("delete from %1$s.calls" + unfinished.formatted("id"));
    run("insert into %1$s.calls select * from %2$s.calls" + unfinished.formatted("id"));
    run(COPY_PARTICIPANTS + " and not c.over");
    copyHidden();
  }

  /// The service will find the facts of these calls in the new tables already, and so would not
  /// notice that somebody missed them; nor that nobody did, as it turns out.
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

  /// @param statement `%1$s` stands for the fresh schema, `%2$s` for the one that serves
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
