package dev.visavis.history.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Instants as the wire contract writes them: RFC 3339, UTC, always three decimals.
final class Instants {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Instants() {}

  static String write(Instant at) {
    return FORM.format(at);
  }

  static @Nullable String writeNullable(@Nullable Instant at) {
    return at == null ? null : write(at);
  }
}
