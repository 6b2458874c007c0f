/// Makes the history anew from the log while the old one serves: [Rebuild] goes through the steps,
/// [TopicReplay] reads the log, [HistorySchemas] changes the tables.
@NullMarked
package dev.visavis.history.rebuild;

import org.jspecify.annotations.NullMarked;
