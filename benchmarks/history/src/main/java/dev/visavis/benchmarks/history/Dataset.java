package dev.visavis.benchmarks.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A year of direct calls, in chronological order. Every hundredth user is heavy and makes all
/// calls; each call goes to one of the others. So half of the participants' rows belong to heavy
/// users, 5,000 each, and the other users have 50 each.
///
/// @param calls rows of `calls`; `call_participants` has twice as many
record Dataset(int calls, int users) {
  int heavyUsers() {
    return users / 100;
  }

  /// Creates the indexes last, which is much faster.
  void create(Connection connection) throws SQLException {
    List<String> restore = takeOffIndexes(connection);
    run(connection, "set session_replication_role = replica");
    run(
        connection,
        """
        insert into users select md5('user' || j)::uuid, 'User ' || j, null, 1
        from generate_series(0, %d) j
        """
            .formatted(users - 1));
    run(
        connection,
        """
        insert into calls select md5('call' || i)::uuid, 'direct', 'video',
          case when i %% 5 = 0 then 'missed' else 'ended' end, md5('user' || i %% %2$d)::uuid,
          case when i %% 5 = 0 then null else 'phone' end, %3$s,
          case when i %% 5 = 0 then null else %3$s + interval '5 s' end, %3$s + interval '95 s',
          case when i %% 5 = 0 then 'no_answer' else 'ended' end, null, 2, 4, 0
        from generate_series(1, %1$d) i
        """
            .formatted(calls, heavyUsers(), at("i")));
    for (int ordinal : List.of(0, 1)) {
      run(connection, participants(ordinal));
    }
    run(connection, "set session_replication_role = origin");
    for (String statement : restore) {
      run(connection, statement);
    }
    run(connection, "vacuum analyze");
    run(connection, "checkpoint");
  }

  private String participants(int ordinal) {
    String user =
        ordinal == 0
            ? "i %% %d".formatted(heavyUsers())
            : "%d + i * 7919::bigint %% %d".formatted(heavyUsers(), users - heavyUsers());
    return """
    insert into call_participants select md5('call' || i)::uuid, md5('user' || (%1$s))::uuid, %2$d,
      'Name', null, case when %2$d = 1 and i %% 5 = 0 then 'missed' else 'left' end,
      case when %2$d = 1 and i %% 5 = 0 then null else 'phone' end, %3$s, %3$s + interval '95 s',
      %3$s, true, null, 4, 0
    from generate_series(1, %4$d) i
    """
        .formatted(user, ordinal, at("i"), calls);
  }

  private String at(String i) {
    return "timestamptz '2025-11-24Z' + %s * interval '1 year' / %d".formatted(i, calls);
  }

  /// @return the statements that create them again
  private static List<String> takeOffIndexes(Connection connection) throws SQLException {
    List<String> restore = new ArrayList<>();
    List<String> remove = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      // Drop foreign keys first, and create them last.
      ResultSet keys =
          statement.executeQuery(
              """
              select conrelid::regclass, conname, pg_get_constraintdef(oid) from pg_constraint
              where conrelid in ('calls'::regclass, 'call_participants'::regclass, 'users'::regclass)
                and contype in ('p', 'f') order by contype
              """);
      while (keys.next()) {
        String table = keys.getString(1);
        remove.add("alter table %s drop constraint %s".formatted(table, keys.getString(2)));
        restore.addFirst(
            "alter table %s add constraint %s %s"
                .formatted(table, keys.getString(2), keys.getString(3)));
      }
      ResultSet indexes =
          statement.executeQuery(
              """
              select indexname, indexdef from pg_indexes
              where tablename in ('calls', 'call_participants') and indexname not like '%pkey'
              """);
      while (indexes.next()) {
        remove.add("drop index " + indexes.getString(1));
        restore.addFirst(indexes.getString(2));
      }
    }
    for (String statement : remove) {
      run(connection, statement);
    }
    return restore;
  }

  private static void run(Connection connection, String statement) throws SQLException {
    try (Statement it = connection.createStatement()) {
      it.execute(statement);
    }
  }
}
