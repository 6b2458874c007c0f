package dev.visavis.devstack.edge.http;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/// The conditions of a request (RFC 9110, section 13).
///
/// @param tag of the variant that would be sent
/// @param date of the last change, in whole seconds
public record Conditions(MultiMap headers, String tag, String date) {
  /// The date format of HTTP (RFC 9110, section 5.6.7).
  public static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  public boolean isKnown() {
    if (headers.contains("If-None-Match")) {
      for (String each : String.join(",", headers.getAll("If-None-Match")).split(",", -1)) {
        String other = each.strip();
        if (other.equals("*") || other.equals(tag) || other.equals("W/" + tag)) {
          return true;
        }
      }
      return false;
    }
    String since = headers.get("If-Modified-Since");
    return since != null && !instant(date).isAfter(instant(since));
  }

  /// The whole file, unless `If-Range` matches this variant.
  public ByteRange range(long size) {
    String wanted = headers.get("Range");
    String unless = headers.get("If-Range");
    boolean same = unless == null || unless.equals(tag) || unless.equals(date);
    return wanted == null || !same ? new ByteRange.Whole() : ByteRange.of(wanted, size);
  }

  private static Instant instant(String date) {
    try {
      return DATE.parse(date, Instant::from);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH; // an invalid date counts as no date
    }
  }
}
