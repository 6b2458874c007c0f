package dev.visavis.call.engine;

import java.time.Duration;

/// How the engine looks after its store.
///
/// @param outcomeRetention how long after a command a crash may still ask what it led to; far more
///     than the time between two commits
/// @param budget shared by all engines of the process
/// @param records how large a record may be
public record EngineLimits(Duration outcomeRetention, StoreBudget budget, RecordLimits records) {
  public static final EngineLimits STANDARD =
      new EngineLimits(
          Duration.ofSeconds(15), new StoreBudget(Long.MAX_VALUE), RecordLimits.STANDARD);
}
