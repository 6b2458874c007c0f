package dev.visavis.devstack.edge.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The path of a request as everybody on its way reads it, or none: where the edge would match one
/// path and a service another, a prefix would be no limit.
public final class RequestPath {
  /// A path can be escaped more than once. More often than this, nobody's is.
  private static final int MAX_ESCAPED = 4;

  private RequestPath() {}

  /// Whether no reading of the path, however often unescaped, has a segment `.` or `..`, a control
  /// character or a broken escape.
  public static boolean isSound(String path) {
    String reading = path;
    for (int i = 0; i < MAX_ESCAPED; i++) {
      if (!isPlain(reading)) {
        return false;
      }
      String unescaped = unescape(reading);
      if (unescaped == null) {
        return i > 0; // a percent sign that was escaped itself
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

  /// The path without its escapes, which are UTF-8; null if one of them is broken.
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

  /// What follows the last dot of the last segment, in lower case; empty: a path without one.
  public static String extension(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
