package dev.visavis.call.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.call.domain.decision.CallDecider;
import dev.visavis.call.domain.decision.CallRules;
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.Mailbox;
import dev.visavis.call.store.StoredCall;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.ErrorCode;
import org.junit.jupiter.api.Test;

/// The largest call fits into the largest record. A command that needs a larger record is refused.
class RecordLimitsTest {
  /// A hundred characters of three bytes each.
  private static final String LONG_NAME = "界".repeat(100);

  private final Changelog store = new Changelog();

  private CallEngine engine(RecordLimits records) {
    EngineLimits standard = EngineLimits.STANDARD;
    return new CallEngine(
        store,
        new CallDecider(CallRules.STANDARD),
        new EngineLimits(standard.outcomeRetention(), standard.budget(), records));
  }

  @Test
  void aCallOfThirtyTwoWithFullMailboxesAndTwentyDevicesEachFits() {
    int people = CallRules.MAX_PARTICIPANTS;
    GroupLog log = new GroupLog(people, 20, 16, LONG_NAME);
    CallEngine engine = engine(RecordLimits.STANDARD);
    assertAccepted(engine, log, log.places());
    for (int user = 1; user < people; user++) {
      assertAccepted(engine, log, log.answers(user));
    }
    for (int user = 1; user < people; user++) {
      assertAccepted(engine, log, log.vanishes(user));
      assertAccepted(engine, log, log.offers(0, user, 127 * 1024));
      assertAccepted(engine, log, log.offers(0, user, 127 * 1024));
      assertAccepted(engine, log, log.offers(0, user, 1024));
    }
    assertAccepted(engine, log, log.mutes(0));

    Call call = call();
    int stored =
        call.participants().stream()
            .flatMap(participant -> participant.mailbox().messages().stream())
            .mapToInt(message -> message.size())
            .sum();
    assertTrue(stored <= Mailbox.MAX_BYTES_IN_CALL, () -> "mailboxes of " + stored + " bytes");
    assertTrue(stored > Mailbox.MAX_BYTES_IN_CALL - 128 * 1024, () -> stored + " bytes only");
    long lost = call.participants().stream().filter(p -> p.mailbox().overflowed()).count();
    assertTrue(lost > 0, "nothing was dropped");
  }

  private static void assertAccepted(CallEngine engine, GroupLog log, CallCommand command) {
    Outcome outcome = engine.apply(log.record(command));
    assertEquals(Outcome.Result.ACCEPTED, outcome.result(), outcome::toString);
  }

  private Call call() {
    byte[] stored = store.get(GroupLog.CALL);
    assertNotNull(stored);
    return CallSnapshot.of(GroupLog.CALL, StoreRecordFormat.read(stored, StoredCall.parser()))
        .call();
  }

  @Test
  void aCommandWhoseCallWouldBeTooLargeIsRefusedAndTheCallStays() {
    GroupLog log = new GroupLog(3, 1, 2, LONG_NAME);
    engine(RecordLimits.STANDARD).apply(log.record(log.places()));
    byte[] before = store.get(GroupLog.CALL);
    CallEngine engine = engine(new RecordLimits(1024, 1024 * 1024));

    Outcome refused = engine.apply(log.record(log.answers(1)));

    assertEquals(Outcome.Result.DEAD_LETTERED, refused.result());
    assertTrue(String.valueOf(refused.deadLetter()).contains("too large: the call"));
    assertEquals(1, refused.deliveries().size());
    var reply = refused.deliveries().getFirst().getMessage();
    assertEquals(ErrorCode.PAYLOAD_TOO_LARGE, reply.getError().getCode());
    assertTrue(reply.hasRequestId());
    assertTrue(refused.events().isEmpty());
    assertArrayEquals(before, store.get(GroupLog.CALL));
    assertAccepted(engine(RecordLimits.STANDARD), log, log.answers(1));
  }

  @Test
  void eventsAndDeliveriesAreLimitedToo() {
    GroupLog log = new GroupLog(3, 1, 2, LONG_NAME);
    Outcome refused = engine(new RecordLimits(1024 * 1024, 500)).apply(log.record(log.places()));
    assertTrue(String.valueOf(refused.deadLetter()).contains("too large: an event"));
    assertNull(store.get(GroupLog.CALL));

    engine(RecordLimits.STANDARD).apply(log.record(log.places()));
    Outcome joined = engine(new RecordLimits(1024 * 1024, 500)).apply(log.record(log.answers(1)));
    assertTrue(String.valueOf(joined.deadLetter()).contains("too large: a delivery"));
  }

  @Test
  void aTooLargeCommandWithoutASenderEndsTheCall() {
    GroupLog log = new GroupLog(3, 1, 2, LONG_NAME);
    CallEngine unlimited = engine(RecordLimits.STANDARD);
    assertAccepted(unlimited, log, log.places());
    assertAccepted(unlimited, log, log.answers(1));
    assertAccepted(unlimited, log, log.answers(2));
    assertAccepted(unlimited, log, log.vanishes(2));
    assertAccepted(unlimited, log, log.offers(0, 2, 100_000));
    byte[] before = store.get(GroupLog.CALL);
    CallCommand vanished = log.vanishes(1);

    Outcome nothing = engine(new RecordLimits(10, 10)).apply(log.record(vanished));
    assertNotNull(nothing.deadLetter());
    assertTrue(nothing.deliveries().isEmpty());
    assertArrayEquals(before, store.get(GroupLog.CALL));

    Outcome failed = engine(new RecordLimits(50_000, 50_000)).apply(log.record(vanished));
    assertNotNull(failed.deadLetter());
    assertTrue(failed.deliveries().stream().allMatch(d -> d.getMessage().hasCallEnded()));
    assertTrue(call().state().isFinal());
  }
}
