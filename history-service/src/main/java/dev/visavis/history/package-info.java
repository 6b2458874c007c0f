/// Every call on record.
///
/// `projection` folds `visavis.call.events` into PostgreSQL, `api` reads it.
@NullMarked
package dev.visavis.history;

import org.jspecify.annotations.NullMarked;
