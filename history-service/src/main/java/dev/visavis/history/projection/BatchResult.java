package dev.visavis.history.projection;

import java.util.List;
import java.util.stream.Stream;

/// The result of writing a batch.
///
/// @param rows how many rows were sent to the database
/// @param orphans events of calls whose first event the log no longer holds
record BatchResult(int rows, int orphans, List<RejectedRecord> rejected) {
  BatchResult plus(BatchResult other) {
    return new BatchResult(
        rows + other.rows,
        orphans + other.orphans,
        Stream.concat(rejected.stream(), other.rejected.stream()).toList());
  }
}
