package dev.visavis.devstack.explain;

import java.time.Instant;
import java.util.Comparator;

/// One thing that happened in a call.
///
/// @param at when its record was written; what call-service wrote has the time of the command that
///     led to it
/// @param offset of the record in its partition
record TimelineEntry(Instant at, Source source, long offset, String text) {
  static final Comparator<TimelineEntry> IN_ORDER =
      Comparator.comparing(TimelineEntry::at)
          .thenComparing(TimelineEntry::source)
          .thenComparing(TimelineEntry::offset);

  /// In the order of cause and effect.
  enum Source {
    /// A command in the log.
    COMMAND,
    /// A fact.
    EVENT,
    /// A delivery to a gateway.
    DELIVERY
  }
}
