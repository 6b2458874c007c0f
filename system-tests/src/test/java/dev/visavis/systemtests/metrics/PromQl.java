package dev.visavis.systemtests.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The metrics and labels of a Prometheus query. It splits a query into words and does not check
/// its grammar; `promtool check rules` does.
public final class PromQl {
  /// @param operator `=`, `!=`, `=~` or `!~`
  public record Matcher(String label, String operator, String value) {}

  /// @param metric the name of a sample, including `_bucket`, `_total` and so on
  public record Selector(String metric, List<Matcher> matchers) {}

  private static final Pattern WORDS =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^\\]]*]|[a-zA-Z_:][\\w:]*|\\d[\\w.]*|[=!]~|!=|\\S");
  private static final Set<String> LABEL_LISTS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

  private final List<String> words;
  private final List<Selector> selectors = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private int next;

  private PromQl(String query) {
    words = WORDS.matcher(query).results().map(MatchResult::group).toList();
    while (next < words.size()) {
      read(words.get(next++));
    }
  }

  public static PromQl of(String query) {
    return new PromQl(query);
  }

  public List<Selector> selectors() {
    return List.copyOf(selectors);
  }

  /// The labels by which the query groups or joins.
  public List<String> labels() {
    return List.copyOf(labels);
  }

  private void read(String word) {
    if (word.equals("{")) {
      throw new IllegalArgumentException("a selector without a metric, in " + words);
    }
    if (!isName(word) || OPERATORS.contains(word)) {
      return;
    }
    if (LABEL_LISTS.contains(word)) {
      labelList();
    } else if (!isCalled()) {
      selectors.add(new Selector(word, matchers()));
    }
  }

  /// Whether the last word is a function or an aggregation: its arguments or its labels follow.
  private boolean isCalled() {
    return peek().equals("(") || LABEL_LISTS.contains(peek());
  }

  private void labelList() {
    if (peek().equals("(")) {
      next++;
      while (!peek().equals(")")) {
        String word = take();
        if (isName(word)) {
          labels.add(word);
        }
      }
    }
  }

  private List<Matcher> matchers() {
    List<Matcher> matchers = new ArrayList<>();
    if (peek().equals("{")) {
      next++;
      while (!peek().equals("}")) {
        String label = take();
        if (!label.equals(",")) {
          String operator = take();
          matchers.add(new Matcher(label, operator, unquoted(take())));
        }
      }
      next++;
    }
    return List.copyOf(matchers);
  }

  private String take() {
    String word = peek();
    if (word.isEmpty()) {
      throw new IllegalArgumentException("the query is incomplete: " + words);
    }
    next++;
    return word;
  }

  private String peek() {
    return next < words.size() ? words.get(next) : "";
  }

  private static boolean isName(String word) {
    return Character.isLetter(word.charAt(0)) || word.charAt(0) == '_' || word.charAt(0) == ':';
  }

  private static String unquoted(String word) {
    if (word.length() < 2 || word.charAt(0) != '"') {
      throw new IllegalArgumentException("a label is compared with " + word + ", not with a text");
    }
    return word.substring(1, word.length() - 1).replace("\\\\", "\\");
  }
}
