/// How fast the history is read and written: [HistoryBenchmark] is where it begins.
@NullMarked
package dev.visavis.benchmarks.history;

import org.jspecify.annotations.NullMarked;
