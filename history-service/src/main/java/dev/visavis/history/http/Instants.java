package dev.visavis.history.http;

import dev.visavis.support.http.Problem;
import dev.visavis.time.Timestamps;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Instants as clients get them (docs/protocol.md, "Encoding"): RFC 3339, UTC, three decimals.
public final class Instants {
  /// The latest instant that a client can name.
  public static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private static final Pattern PLUS_READ_AS_SPACE = Pattern.compile(" \\d\\d:?\\d\\d$");

  private Instants() {}

  public static String write(Instant at) {
    return Timestamps.write(at);
  }

  public static @Nullable String writeNullable(@Nullable Instant at) {
    return at == null ? null : write(at);
  }

  /// @throws jakarta.ws.rs.WebApplicationException 400 that names `field` if the text is not an
  ///     instant from 1970 to 9999; its detail explains a `+` that was decoded as a space
  public static Instant read(String field, String text) {
    try {
      Instant at = OffsetDateTime.parse(text).toInstant();
      if (at.isBefore(Instant.EPOCH) || at.isAfter(LAST)) {
        throw Problem.badField(field, "out of range");
      }
      return at;
    } catch (DateTimeParseException e) {
      throw Problem.badField(
          field,
          PLUS_READ_AS_SPACE.matcher(text).find()
              ? "has a space before its offset. In a URL a raw + means a space: write %2B"
              : "must be an instant like 2026-01-31T12:00:00.000Z");
    }
  }
}
