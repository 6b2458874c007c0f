package dev.visavis.history.projection;

import java.util.List;
import java.util.stream.Stream;

/// What became of a batch.
///
/// @param rows how many rows were sent to the database
/// @param orphans facts of calls whose beginning the log no longer holds
record BatchResult(int rows, int orphans, List<RejectedRecord> rejected) {
  BatchResult plus(BatchResult other) {
    return new BatchResult(
        rows + other.rows,
        orphans + other.orphans,
        Stream.concat(rejected.stream(), other.rejected.stream()).toList());
  }
}
