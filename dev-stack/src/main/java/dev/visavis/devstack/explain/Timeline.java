package dev.visavis.devstack.explain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Formats entries for a terminal: the time (UTC), the seconds since the first entry, the source
/// and the text.
final class Timeline {
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Timeline() {}

  static List<String> of(List<TimelineEntry> lines) {
    List<String> text = new ArrayList<>();
    for (var line : lines) {
      text.add(
          "%s  %+11.3f s  %-8s  %s"
              .formatted(
                  INSTANT.format(line.at()),
                  since(lines.getFirst().at(), line.at()),
                  line.source().toString().toLowerCase(Locale.ROOT),
                  line.text()));
    }
    return text;
  }

  private static double since(Instant first, Instant then) {
    return Duration.between(first, then).toMillis() / 1000.0;
  }
}
