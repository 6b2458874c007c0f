/// The history of all calls: `projection` folds `visavis.call.events` into PostgreSQL, and `api`
/// reads it.
@NullMarked
package dev.visavis.history;

import org.jspecify.annotations.NullMarked;
