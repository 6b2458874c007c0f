package dev.visavis.time;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/// Instants in the wire format (docs/protocol.md, "Encoding"): RFC 3339, UTC, three decimals.
public final class Timestamps {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /// Truncates to milliseconds.
  public static String write(Instant at) {
    return FORM.format(at);
  }

  /// Reads exactly the form that [#write] writes.
  ///
  /// @throws java.time.format.DateTimeParseException if `text` has another form
  public static Instant read(String text) {
    return FORM.parse(text, Instant::from);
  }
}
