package dev.visavis.history.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The requested part of a history. A null field does not filter.
///
/// @param missed only calls that the user has missed
/// @param with only calls in which this user also takes part
/// @param from only calls made at or after this instant
/// @param to only calls made before this instant
record HistoryRequest(
    int limit,
    int offset,
    @Nullable Cursor cursor,
    @Nullable String state,
    @Nullable Direction direction,
    boolean missed,
    @Nullable UUID with,
    @Nullable Instant from,
    @Nullable Instant to) {

  /// A page of all calls after `cursor`.
  static HistoryRequest of(@Nullable Cursor cursor, int limit) {
    return new HistoryRequest(limit, 0, cursor, null, null, false, null, null, null);
  }

  /// The same filters from another position on.
  HistoryRequest page(@Nullable Cursor after, int rows) {
    return new HistoryRequest(rows, 0, after, state, direction, missed, with, from, to);
  }

  HistoryRequest skipping(int calls) {
    return new HistoryRequest(limit, calls, cursor, state, direction, missed, with, from, to);
  }
}
