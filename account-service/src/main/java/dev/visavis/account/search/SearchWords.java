package dev.visavis.account.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a person is found by: every word of their name and username by its beginning, and from
/// three letters on by any part. `Anne-Marie` is found as `anne`, `marie` and `annemarie`.
public final class SearchWords {
  /// Before a part of a word that does not begin it.
  static final String INSIDE = "~";

  /// From this length on, a word is looked for inside of others too.
  static final int PART_LENGTH = 3;

  /// Longer words are cut, which finds more and never less; the column has room for a little more.
  private static final int MAX_CHARS = 64;

  /// As many words of a query as anybody needs; the others are passed over.
  private static final int MAX_QUERY_WORDS = 6;

  private SearchWords() {}

  /// The words of a person, each once.
  public static Set<String> of(String name, String username) {
    Set<String> words = new TreeSet<>();
    for (String chunk : FoldedText.chunks(name + " " + username)) {
      add(words, chunk.replace(" ", ""));
      for (String part : chunk.split(" +", -1)) {
        add(words, part);
      }
    }
    return words;
  }

  /// The words of a query, the longest first, since the fewest people have it.
  public static List<String> ofQuery(String query) {
    return FoldedText.chunks(query).stream()
        .flatMap(chunk -> Arrays.stream(chunk.split(" +", -1)))
        .filter(word -> !word.isEmpty())
        .map(SearchWords::cut)
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .limit(MAX_QUERY_WORDS)
        .toList();
  }

  private static void add(Set<String> words, String whole) {
    if (whole.isEmpty()) {
      return;
    }
    String word = cut(whole);
    words.add(word);
    int length = word.codePointCount(0, word.length());
    int at = 0;
    for (int i = 0; i < length; i++) {
      if (i > 0 && FoldedText.startsWord(word.codePointAt(at))) {
        words.add(word.substring(at));
      } else if (i > 0 && length - i >= PART_LENGTH) {
        words.add(INSIDE + word.substring(at));
      }
      at = word.offsetByCodePoints(at, 1);
    }
  }

  private static String cut(String word) {
    return word.codePointCount(0, word.length()) <= MAX_CHARS
        ? word
        : word.substring(0, word.offsetByCodePoints(0, MAX_CHARS));
  }
}
