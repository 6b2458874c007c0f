/// From the log to rows: [CallFold] computes the rows, [CallStore] stores them, and the projectors
/// carry batches from Kafka to the database.
@NullMarked
package dev.visavis.history.projection;

import org.jspecify.annotations.NullMarked;
