/// From the log to rows: [CallFold] says what a row holds, [CallStore] keeps it, the projectors
/// carry batches from Kafka to the database.
@NullMarked
package dev.visavis.history.projection;

import org.jspecify.annotations.NullMarked;
