package dev.visavis.support.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Evaluates the `If-None-Match` header of a request (RFC 9110, section 13.1.2).
public final class IfNoneMatch {
  private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"([^\"]*)\"");

  private IfNoneMatch() {}

  /// Whether the client has the version of `tag`. Uses weak comparison, because a proxy that
  /// compresses a response makes its tag weak.
  ///
  /// @param header the value of `If-None-Match`: `*` or a list of tags; null if there is none
  /// @param tag the text between the quotes
  public static boolean names(@Nullable String header, String tag) {
    if (header == null) {
      return false;
    }
    return header.strip().equals("*")
        || ENTITY_TAG.matcher(header).results().anyMatch(known -> known.group(1).equals(tag));
  }
}
