package dev.visavis.call.engine;

import dev.visavis.support.kafka.DeadLetters;
import dev.visavis.support.metrics.HistogramBuckets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The metrics of the engine: results of commands, their durations, and the number of live calls.
public final class EngineMetrics {
  private final MeterRegistry registry;
  private final AtomicInteger live = new AtomicInteger();
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();
  private final CallStatistics calls;
  private final Timer waits;
  private final Counter deadLetters;

  public EngineMetrics(MeterRegistry registry) {
    this.registry = registry;
    registry.gauge("visavis.calls.live", live);
    registry.gauge("visavis.calls.open", live); // the earlier name, for one release
    calls = new CallStatistics(registry);
    waits =
        Timer.builder("visavis.call.command.wait")
            .description("how long a command waited in the log before it was decided")
            .serviceLevelObjectives(HistogramBuckets.machine())
            .register(registry);
    deadLetters = DeadLetters.counter(registry);
  }

  /// @param waited how long the command waited in the log
  public void decided(Outcome outcome, Duration waited, long nanos) {
    String result = outcome.result().label();
    timers
        .computeIfAbsent(outcome.kind() + "/" + result, key -> timer(outcome.kind(), result))
        .record(nanos, TimeUnit.NANOSECONDS);
    waits.record(waited.isNegative() ? Duration.ZERO : waited);
    liveCalls(outcome.timings().live());
    if (outcome.result() == Outcome.Result.REPLAYED) {
      return; // counted the first time
    }
    calls.onOutcome(outcome);
    if (outcome.deadLetter() != null) {
      deadLetters.increment();
    }
  }

  private Timer timer(String kind, String result) {
    return Timer.builder("visavis.call.commands")
        .description("Commands by kind and outcome, and the time it took to decide on them.")
        .tag("command", kind)
        .tag("outcome", result)
        .register(registry);
  }

  public void liveCalls(int delta) {
    live.addAndGet(delta);
  }
}
