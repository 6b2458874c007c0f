package dev.visavis.account.search;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The SQL that searches users by words. It scans a bounded range of the index of words, from the
/// longest word of the query to those that begin with it, and checks each user found there for the
/// other words.
///
/// @param sql takes the parameters below, `self` and `limit` as `?1`, `?2`, and so on
/// @param parameters from `?3` on
public record PeopleQuery(String sql, List<String> parameters) {
  public static final int SELF = 1;
  public static final int LIMIT = 2;
  public static final int FIRST = 3;

  /// The maximum number of users that the scan visits; the best of them are returned.
  private static final int MAX_CANDIDATES = 200;

  /// Sorts after every text with the same beginning.
  private static final String LAST = "\udbff\udfff";

  private static final String WALK =
      """
      (SELECT w.user_id, %s AS place FROM user_words w
        WHERE w.word >= %s AND w.word < %s %s ORDER BY w.word LIMIT %d)\
      """;
  private static final String TOO =
      "AND EXISTS (SELECT 1 FROM user_words o WHERE o.user_id = w.user_id AND (%s)) ";
  private static final String FOUND =
      """
      SELECT u.* FROM users u JOIN (
        SELECT user_id, min(place) AS place FROM (%s) walked GROUP BY user_id) found
        ON found.user_id = u.id
      WHERE u.id <> ?1 AND NOT u.system
      ORDER BY CASE WHEN starts_with(lower(u.username), %s) THEN 0 ELSE 1 END, found.place,
        u.name COLLATE "und-x-icu", lower(u.username) LIMIT ?2\
      """;

  /// @param words of [SearchWords#ofQuery], at least one
  /// @param query as the user typed it, for the username
  public static PeopleQuery of(List<String> words, String query) {
    Parameters parameters = new Parameters();
    String typed =
        parameters.add(Normalizer.normalize(query, Form.NFKC).strip().toLowerCase(Locale.ROOT));
    String first = words.getFirst();
    String exact = parameters.add(first);
    StringBuilder others = new StringBuilder();
    for (String word : words.subList(1, words.size())) {
      String either = parameters.range("o.word", word);
      if (isPart(word)) {
        either += " OR " + parameters.range("o.word", SearchWords.INSIDE + word);
      }
      others.append(TOO.formatted(either));
    }
    String walked =
        WALK.formatted(
            "CASE WHEN w.word = " + exact + " THEN 0 ELSE 1 END",
            exact,
            parameters.add(first + LAST),
            others,
            MAX_CANDIDATES);
    if (isPart(first)) {
      String inside = SearchWords.INSIDE + first;
      String from = parameters.add(inside);
      walked +=
          " UNION ALL "
              + WALK.formatted("2", from, parameters.add(inside + LAST), others, MAX_CANDIDATES);
    }
    return new PeopleQuery(FOUND.formatted(walked, typed), parameters.all());
  }

  private static boolean isPart(String word) {
    return word.codePointCount(0, word.length()) >= SearchWords.PART_LENGTH;
  }

  private static final class Parameters {
    private final List<String> values = new ArrayList<>();

    String add(String value) {
      values.add(value);
      return "?" + (FIRST + values.size() - 1);
    }

    String range(String column, String word) {
      return "%s >= %s AND %s < %s".formatted(column, add(word), column, add(word + LAST));
    }

    List<String> all() {
      return List.copyOf(values);
    }
  }
}
