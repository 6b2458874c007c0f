package dev.visavis.account.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The words by which a search finds a user: each word of their name and username, and each part of
/// three letters or more. `Anne-Marie` is found by `anne`, `marie` and `annemarie`.
public final class SearchWords {
  /// Marks a part that is not the beginning of a word.
  static final String INSIDE = "~";

  /// The minimum length of a word that is also searched within other words.
  static final int PART_LENGTH = 3;

  /// Longer words are truncated, which finds more and never less; the column is slightly wider.
  private static final int MAX_CHARS = 64;

  /// Further words of a query are ignored.
  private static final int MAX_QUERY_WORDS = 6;

  private SearchWords() {}

  /// The distinct words of a user.
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

  /// The words of a query, the longest first, because the fewest users have it.
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
