package dev.visavis.devstack.edge.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Accepts only paths that the edge and every service read alike. Otherwise the edge could match
/// one path and the service serve another, and a route prefix would protect nothing.
public final class RequestPath {
  /// A path may be escaped several times, but no legitimate path more often than this.
  private static final int MAX_ESCAPED = 4;

  private RequestPath() {}

  /// Whether the path contains no segment `.` or `..`, no control character and no invalid escape,
  /// at any depth of unescaping.
  public static boolean isSound(String path) {
    String reading = path;
    for (int i = 0; i < MAX_ESCAPED; i++) {
      if (!isPlain(reading)) {
        return false;
      }
      String unescaped = unescape(reading);
      if (unescaped == null) {
        return i > 0; // the escape of a percent sign
      }
      if (unescaped.equals(reading)) {
        return true;
      }
      reading = unescaped;
    }
    return false;
  }

  private static boolean isPlain(String path) {
    for (int i = 0; i < path.length(); i++) {
      if (Character.isISOControl(path.charAt(i))) {
        return false;
      }
    }
    for (String segment : path.split("[/\\\\]", -1)) {
      int parameters = segment.indexOf(';');
      String name = parameters < 0 ? segment : segment.substring(0, parameters);
      if (name.equals(".") || name.equals("..")) {
        return false;
      }
    }
    return true;
  }

  /// The path with its UTF-8 escapes decoded; null if one is invalid.
  public static @Nullable String unescape(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    byte[] escaped = path.getBytes(StandardCharsets.UTF_8);
    byte[] plain = new byte[escaped.length];
    int length = 0;
    for (int i = 0; i < escaped.length; i++) {
      if (escaped[i] != '%') {
        plain[length++] = escaped[i];
      } else if (i + 2 < escaped.length
          && HexFormat.isHexDigit(escaped[i + 1])
          && HexFormat.isHexDigit(escaped[i + 2])) {
        plain[length++] =
            (byte)
                (HexFormat.fromHexDigit(escaped[i + 1]) << 4
                    | HexFormat.fromHexDigit(escaped[i + 2]));
        i += 2;
      } else {
        return null;
      }
    }
    return new String(plain, 0, length, StandardCharsets.UTF_8);
  }

  /// The part after the last dot of the last segment, in lower case; empty if there is none.
  public static String extension(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
