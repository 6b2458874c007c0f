package dev.visavis.call.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.call.domain.decision.CallDecider;
import dev.visavis.call.domain.decision.CallRules;
import dev.visavis.proto.v1.CallCommand;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The metrics of a call, including after replays.
class EngineMetricsTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final EngineMetrics metrics = new EngineMetrics(meters);
  private final CallEngine engine =
      new CallEngine(new Changelog(), new CallDecider(CallRules.STANDARD), EngineLimits.STANDARD);
  private final Log log = new Log();
  private long offset;

  private void apply(CallCommand command) {
    applyAt(offset++, command);
  }

  private void applyAt(long at, CallCommand command) {
    CommandRecord record =
        new CommandRecord(Log.CALL, command.toByteString(), at, log.now().toEpochMilli());
    metrics.decided(engine.apply(record), Duration.ofMillis(7), 1_000);
  }

  private double ended(String reason, boolean answered) {
    return meters
        .get("visavis.calls.ended")
        .tag("reason", reason)
        .tag("answered", Boolean.toString(answered))
        .counter()
        .count();
  }

  private double millis(String timer) {
    return meters.get(timer).timer().totalTime(TimeUnit.MILLISECONDS);
  }

  @Test
  void anAnsweredCallRecordsItsSetUpAndTalkTime() {
    apply(log.places("a1", "b2"));
    apply(log.waits(90).rings("b2"));
    apply(log.waits(890).answers("b2"));
    apply(log.waits(4_990).ends("a1"));
    assertEquals(100, millis("visavis.calls.alerting"));
    assertEquals(1_000, millis("visavis.calls.setup"));
    assertEquals(5_000, millis("visavis.calls.talk"));
    assertEquals(0, meters.get("visavis.calls.unanswered").timer().count());
    assertEquals(1, ended("ended", true));
    assertEquals(0, meters.get("visavis.calls.live").gauge().value());
  }

  @Test
  void aDeclinedCallCountsAsNotAnswered() {
    apply(log.places("a1", "b2"));
    apply(log.waits(1_990).declines("b2"));
    assertEquals(2_000, millis("visavis.calls.unanswered"));
    assertEquals(0, meters.get("visavis.calls.setup").timer().count());
    assertEquals(1, ended("declined", false));
  }

  @Test
  void onlyTheFirstDeviceThatAlertsCounts() {
    apply(log.places("a1", "b2", "b3"));
    apply(log.rings("b2"));
    apply(log.rings("b3"));
    assertEquals(1, meters.get("visavis.calls.alerting").timer().count());
  }

  @Test
  void aReplayAfterACrashCountsNothingAgain() {
    CallCommand placed = log.places("a1", "b2");
    CallCommand declined = log.declines("b2");
    apply(placed);
    apply(declined);
    applyAt(0, placed);
    applyAt(1, declined);
    assertEquals(1, ended("declined", false));
    assertEquals(
        1,
        meters
            .get("visavis.calls.initiated")
            .tag("type", "video")
            .tag("kind", "direct")
            .counter()
            .count());
    assertEquals(0, meters.get("visavis.calls.live").gauge().value());
  }

  @Test
  void anUnprocessableCommandCountsAsADeadLetterAndAFailedCall() {
    apply(log.places("a1", "b2"));
    CommandRecord garbage =
        new CommandRecord(
            Log.CALL,
            com.google.protobuf.ByteString.copyFromUtf8("garbage"),
            offset,
            log.now().toEpochMilli());
    metrics.decided(engine.apply(garbage), Duration.ZERO, 1_000);
    assertEquals(1, meters.get("visavis.dead.letters").counter().count());
    assertEquals(1, ended("failed", false));
  }

  @Test
  void commandLabelsAreTheNamesInTheSchema() {
    apply(log.places("a1", "b2"));
    CallCommand answer = log.answers("b2");
    apply(answer);
    apply(answer);
    apply(log.ends("a1"));
    assertEquals(1, commands("place_call", "accepted"));
    assertEquals(1, commands("answer_call", "accepted"));
    assertEquals(1, commands("answer_call", "repeated"));
    assertEquals(1, commands("end_call", "accepted"));
  }

  private long commands(String command, String outcome) {
    return meters
        .get("visavis.call.commands")
        .tag("command", command)
        .tag("outcome", outcome)
        .timer()
        .count();
  }
}
