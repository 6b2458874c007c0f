package dev.visavis.account.search;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.account.AccountServiceTest;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/// Checks the query plans of the search among many users. docs/accounts.md shows the plans that
/// `-Dvisavis.search.people=1000000` prints. The inserted users are rolled back.
@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class SearchPlanTest extends AccountServiceTest {
  private static final int PEOPLE = Integer.getInteger("visavis.search.people", 5_000);

  private static final String MANY =
      """
      INSERT INTO users (id, username, name, found_as, password_hash)
      SELECT gen_random_uuid(), 'many' || n, name, name, '-' FROM (
        SELECT n, chr(97 + n %% 26) || chr(97 + n / 26 %% 26) || 'nna '
          || chr(97 + n / 676 %% 26) || 'e' || n %% 1000 AS name
        FROM generate_series(1, %d) n) named\
      """;
  private static final String WORDS =
      """
      INSERT INTO user_words (user_id, word)
      SELECT id, word FROM users, unnest(ARRAY[
        split_part(name, ' ', 1), split_part(name, ' ', 2), username,
        '~' || substr(name, 2, 4), '~' || substr(name, 3, 3)]) word
      WHERE username LIKE 'many%'\
      """;

  @Inject AgroalDataSource database;

  @Test
  void noQueryReadsTheWholeTable() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate(MANY.formatted(PEOPLE));
      statement.executeUpdate(WORDS);
      statement.execute("ANALYZE users");
      statement.execute("ANALYZE user_words");
      for (String query : List.of("a", "li", "anna", "nna", "ab ce", "nobody-of-them")) {
        String plan = plan(statement, query);
        System.out.printf("%s among %,d people:%n%s%n", query, PEOPLE, plan);
        assertTrue(plan.contains("user_words_word"), plan);
        assertFalse(plan.contains("Seq Scan on user_words"), plan);
      }
      connection.rollback();
    }
  }

  private static String plan(Statement statement, String query) throws SQLException {
    PeopleQuery found = PeopleQuery.of(SearchWords.ofQuery(query), query);
    String sql = found.sql();
    for (int i = found.parameters().size() - 1; i >= 0; i--) {
      String word = found.parameters().get(i).replace("'", "''");
      sql = sql.replace("?" + (PeopleQuery.FIRST + i), "'" + word + "'");
    }
    sql =
        sql.replace("?" + PeopleQuery.SELF, "'00000000-0000-0000-0000-000000000000'")
            .replace("?" + PeopleQuery.LIMIT, "20");
    StringJoiner plan = new StringJoiner(System.lineSeparator());
    try (ResultSet rows = statement.executeQuery("EXPLAIN (ANALYZE, BUFFERS OFF) " + sql)) {
      while (rows.next()) {
        plan.add(rows.getString(1));
      }
    }
    return plan.toString();
  }
}
