package dev.visavis.call.engine;

import java.time.Duration;

/// The limits of the engine's store.
///
/// @param outcomeRetention how long outcomes are kept for a replay after a crash; far longer than
///     the commit interval
/// @param budget shared by all engines of the process
/// @param records the largest sizes of records
public record EngineLimits(Duration outcomeRetention, StoreBudget budget, RecordLimits records) {
  public static final EngineLimits STANDARD =
      new EngineLimits(
          Duration.ofSeconds(15), new StoreBudget(Long.MAX_VALUE), RecordLimits.STANDARD);
}
