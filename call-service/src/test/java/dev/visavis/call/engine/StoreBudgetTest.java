package dev.visavis.call.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.call.codec.StoredCallCodec;
import dev.visavis.call.domain.decision.CallDecider;
import dev.visavis.call.domain.decision.CallRules;
import dev.visavis.call.store.StoredCall;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls cannot exhaust the memory: new ones are refused before.
class StoreBudgetTest {
  private static CallEngine engine(CallStore store, long room) {
    EngineLimits limits =
        new EngineLimits(Duration.ofSeconds(15), new StoreBudget(room), RecordLimits.STANDARD);
    return new CallEngine(store, new CallDecider(CallRules.STANDARD), limits);
  }

  private static CommandRecord record(CallCommand command, long offset) {
    long at = Log.START.plusMillis(offset).toEpochMilli();
    return new CommandRecord(command.getCallId(), command.toByteString(), offset, at);
  }

  @Test
  void aNewCallWithoutRoomIsRefusedWithARetryTime() {
    Outcome outcome = engine(new Changelog(), 0).apply(record(new Log().places("a1", "b2"), 0));
    assertEquals(Outcome.Result.REFUSED, outcome.result());
    var error = outcome.deliveries().getFirst().getMessage().getError();
    assertEquals(ErrorCode.UNAVAILABLE, error.getCode());
    assertTrue(error.getRetryAfterMs() > 0);
    assertEquals(1, outcome.deliveries().size());
  }

  @Test
  void aRefusedRecordIsRefusedAgainAfterACrashEvenWithRoom() {
    Changelog changelog = new Changelog();
    CallCommand placed = new Log().places("a1", "b2");
    Outcome refused = engine(changelog, 0).apply(record(placed, 0));
    CallEngine restarted = engine(changelog, Long.MAX_VALUE);
    Outcome again = restarted.apply(record(placed, 0));
    assertEquals(refused.deliveries(), again.deliveries());
    assertEquals(Outcome.Result.ACCEPTED, restarted.apply(record(placed, 1)).result());
  }

  @Test
  void anExistingCallContinuesWithoutRoom() {
    Changelog changelog = new Changelog();
    Log log = new Log();
    engine(changelog, Long.MAX_VALUE).apply(record(log.places("a1", "b2"), 0));
    Outcome answered = engine(changelog, 0).apply(record(log.answers("b2"), 1));
    assertEquals(Outcome.Result.ACCEPTED, answered.result());
  }

  @Test
  void anEndedCallOfAnOlderVersionIsReadAndForgotten() {
    Changelog changelog = new Changelog();
    Log log = new Log();
    CallEngine engine = engine(changelog, Long.MAX_VALUE);
    engine.apply(record(log.places("a1", "b2"), 0));
    engine.apply(record(log.ends("a1"), 1));
    byte[] written = Objects.requireNonNull(changelog.get(Log.CALL));
    StoredCall now = StoreRecordFormat.read(written, StoredCall.parser());
    StoredCall older =
        now.toBuilder()
            .clearOver()
            .setState(StoredCallCodec.write(CallSnapshot.of(Log.CALL, now).call()))
            .build();
    changelog.put(Log.CALL, StoreRecordFormat.write(1, older));

    CallEngine upgraded = engine(changelog, Long.MAX_VALUE);
    changelog.records().forEach(upgraded::restore);
    Outcome late = upgraded.apply(record(log.answers("b2"), 2));
    assertEquals(
        ErrorCode.CALL_UNAVAILABLE, late.deliveries().getFirst().getMessage().getError().getCode());
    Instant forgotten = log.now().plus(CallRules.STANDARD.endedCallRetention()).plusSeconds(1);
    assertTrue(upgraded.dueTimers(forgotten).isEmpty());
    assertTrue(!changelog.records().containsKey(Log.CALL));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.5, 1.01, Double.NaN})
  void anInvalidHeapShareIsRefusedWithTheNameOfTheSetting(double share) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> StoreBudget.ofHeap(share, 1_000));
    assertTrue(refused.toString().contains("visavis.call.memory-share"), refused::toString);
  }
}
