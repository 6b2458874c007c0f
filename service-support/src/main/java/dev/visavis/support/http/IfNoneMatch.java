package dev.visavis.support.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The condition of a request for what the client may have already (RFC 9110, section 13.1.2).
public final class IfNoneMatch {
  private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"([^\"]*)\"");

  private IfNoneMatch() {}

  /// Whether the client has what `tag` stands for. Tags are compared weakly: a proxy that
  /// compresses an answer makes its tag a weak one.
  ///
  /// @param header `If-None-Match` as it was sent: `*`, or a list of tags; null if there is none
  /// @param tag the text between the quotes
  public static boolean names(@Nullable String header, String tag) {
    if (header == null) {
      return false;
    }
    return header.strip().equals("*")
        || ENTITY_TAG.matcher(header).results().anyMatch(known -> known.group(1).equals(tag));
  }
}
