package dev.visavis.examples.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.events.CallEnded;
import dev.visavis.proto.v1.events.CallEvent;
import org.junit.jupiter.api.Test;

class EventsTest {
  @Test
  void repeatedEventsAreTakenOnce() {
    EventDeduplicator once = new EventDeduplicator();
    assertTrue(once.isNew(fact(1, 0)));
    assertTrue(once.isNew(fact(1, 1)));
    assertTrue(once.isNew(fact(2, 0)));
    assertFalse(once.isNew(fact(1, 1)));
    assertFalse(once.isNew(fact(2, 0)));
    assertTrue(once.isNew(fact(3, 0)));
  }

  @Test
  void theEndOfACallIsPrintedAsOneLine() {
    CallEvent ended =
        fact(4, 0).toBuilder()
            .setOccurredAt(Timestamp.newBuilder().setSeconds(1_764_000_000))
            .setCallEnded(
                CallEnded.newBuilder()
                    .setState(CallState.CALL_STATE_ENDED)
                    .setReason(EndReason.END_REASON_ENDED)
                    .setRingMs(2_100)
                    .setTalkMs(60_000))
            .build();
    assertEquals(
        "2025-11-24T16:00:00Z  5f0c7d1e  ended (ended), rang for 2100 ms, talked for 60000 ms",
        EventPrinter.of(ended));
  }

  private static CallEvent fact(int version, int index) {
    return CallEvent.newBuilder()
        .setCallId("5f0c7d1e-2b3a-5c4d-9e8f-0a1b2c3d4e5f")
        .setVersion(version)
        .setIndex(index)
        .build();
  }
}
