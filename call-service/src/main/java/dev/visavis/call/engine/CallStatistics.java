package dev.visavis.call.engine;

import dev.visavis.proto.WireEnumName;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.CallType;
import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.events.CallEnded;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.CallInitiated;
import dev.visavis.support.metrics.HistogramBuckets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Metrics of calls as users experience them. The instance that decides a call counts it, once;
/// after a crash a few calls may count twice, because the counts of another instance are not known.
final class CallStatistics {
  private final MeterRegistry meters;
  private final Timer alerting;
  private final Timer setUp;
  private final Timer unanswered;
  private final Timer talk;

  CallStatistics(MeterRegistry meters) {
    this.meters = meters;
    alerting =
        timer(
            "visavis.calls.alerting",
            "from initiate_call until a device of a callee alerts its user",
            HistogramBuckets.machine());
    setUp =
        timer(
            "visavis.calls.setup",
            "from initiate_call until the answer",
            HistogramBuckets.person());
    unanswered =
        timer(
            "visavis.calls.unanswered",
            "how long a call rang that nobody answered",
            HistogramBuckets.person());
    talk = timer("visavis.calls.talk", "from the answer to the end", HistogramBuckets.talk());
    registerAll();
  }

  /// Registers all counters at the start, so that rates are right from the first call on.
  private void registerAll() {
    for (CallType type : CallType.values()) {
      for (CallKind kind : CallKind.values()) {
        if (type != CallType.UNRECOGNIZED && kind != CallKind.UNRECOGNIZED) {
          initiated(type, kind);
        }
      }
    }
    for (EndReason reason : EndReason.values()) {
      if (reason != EndReason.UNRECOGNIZED) {
        ended(reason, true);
        ended(reason, false);
      }
    }
  }

  void onOutcome(Outcome outcome) {
    for (CallEvent event : outcome.events()) {
      switch (event.getFactCase()) {
        case CALL_INITIATED -> count(event.getCallInitiated());
        case CALL_ENDED -> count(event.getCallEnded());
        default -> {}
      }
    }
    CallTimings reached = outcome.timings();
    record(alerting, reached.alerting());
    record(setUp, reached.setUp());
    record(unanswered, reached.unanswered());
    record(talk, reached.talk());
  }

  private void count(CallInitiated fact) {
    initiated(fact.getCallType(), fact.getKind()).increment();
  }

  private void count(CallEnded fact) {
    ended(fact.getReason(), fact.hasTalkMs()).increment();
  }

  private Counter initiated(CallType type, CallKind kind) {
    return Counter.builder("visavis.calls.initiated")
        .description("calls that were placed")
        .tag("type", WireEnumName.of(type))
        .tag("kind", WireEnumName.of(kind))
        .register(meters);
  }

  private Counter ended(EndReason reason, boolean answered) {
    return Counter.builder("visavis.calls.ended")
        .description("ended calls, by the end reason that the caller's device got")
        .tag("reason", WireEnumName.of(reason))
        .tag("answered", Boolean.toString(answered))
        .register(meters);
  }

  private static void record(Timer timer, @Nullable Duration time) {
    if (time != null) {
      timer.record(time);
    }
  }

  private Timer timer(String name, String description, Duration[] buckets) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(buckets)
        .register(meters);
  }
}
