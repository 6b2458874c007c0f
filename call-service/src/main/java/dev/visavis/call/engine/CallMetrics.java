package dev.visavis.call.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The figures of the engine: what was decided, how fast, and how many calls are live here.
public final class CallMetrics {
  private final MeterRegistry registry;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();

  public CallMetrics(MeterRegistry registry) {
    this.registry = registry;
    registry.gauge("visavis.calls.open", open);
  }

  void decided(Outcome outcome, long nanos) {
    String result = outcome.result().name().toLowerCase(Locale.ROOT);
    timers
        .computeIfAbsent(outcome.kind() + "/" + result, key -> timer(outcome.kind(), result))
        .record(nanos, TimeUnit.NANOSECONDS);
    openCalls(outcome.becameLive());
  }

  private Timer timer(String kind, String result) {
    return Timer.builder("visavis.call.commands")
        .description("Commands by kind and outcome, and the time it took to decide on them.")
        .tag("command", kind)
        .tag("outcome", result)
        .register(registry);
  }

  void openCalls(int delta) {
    open.addAndGet(delta);
  }
}
