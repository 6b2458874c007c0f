/// Rebuilds the history from the log while the old one stays in use: [Rebuild] runs the steps,
/// [TopicReplay] reads the log, [HistorySchemas] changes the tables.
@NullMarked
package dev.visavis.history.rebuild;

import org.jspecify.annotations.NullMarked;
