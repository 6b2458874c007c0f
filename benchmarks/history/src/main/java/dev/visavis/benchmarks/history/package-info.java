/// Benchmarks of reading and writing the history; start with [HistoryBenchmark].
@NullMarked
package dev.visavis.benchmarks.history;

import org.jspecify.annotations.NullMarked;
