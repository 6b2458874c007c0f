package dev.visavis.devstack.explain;

import java.time.Instant;
import java.util.Comparator;

/// One event in the life of a call.
///
/// @param at when the record was written; records of call-service have the time of the command that
///     caused them
/// @param offset of the record in its partition
record TimelineEntry(Instant at, Source source, long offset, String text) {
  static final Comparator<TimelineEntry> IN_ORDER =
      Comparator.comparing(TimelineEntry::at)
          .thenComparing(TimelineEntry::source)
          .thenComparing(TimelineEntry::offset);

  /// Ordered by cause and effect.
  enum Source {
    /// A command in the log.
    COMMAND,
    /// An event of the call.
    EVENT,
    /// A delivery to a gateway.
    DELIVERY
  }
}
