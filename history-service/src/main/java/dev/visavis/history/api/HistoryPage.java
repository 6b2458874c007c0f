package dev.visavis.history.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of a user's history, newest first.
record HistoryPage(List<HistoryEntry> calls, Pagination pagination) {

  /// @param hasMore whether there is an older call that matches
  /// @param nextCursor the start of the next page; null on the last page
  record Pagination(int limit, int offset, boolean hasMore, @Nullable String nextCursor) {}

  /// @param rows the page, and one more row if there is a next page
  static HistoryPage of(List<CallRow> rows, int limit, int offset) {
    boolean hasMore = rows.size() > limit;
    List<CallRow> shown = hasMore ? rows.subList(0, limit) : rows;
    String next = hasMore ? Cursor.after(shown.getLast()).write() : null;
    return new HistoryPage(
        shown.stream().map(HistoryEntry::of).toList(),
        new Pagination(limit, offset, hasMore, next));
  }
}
