package dev.visavis.devstack.explain;

import java.time.Instant;
import java.util.Comparator;

/// One thing that happened in a call.
///
/// @param at when its record was written; what call-service wrote has the time of the command that
///     led to it
/// @param offset of the record in its partition
record Line(Instant at, Source source, long offset, String text) {
  static final Comparator<Line> IN_ORDER =
      Comparator.comparing(Line::at).thenComparing(Line::source).thenComparing(Line::offset);

  /// In the order of cause and effect.
  enum Source {
    /// A command in the log.
    ASKED,
    /// A fact.
    DECIDED,
    /// A delivery to a gateway.
    TOLD
  }
}
