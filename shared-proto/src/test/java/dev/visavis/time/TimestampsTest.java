package dev.visavis.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;

class TimestampsTest {
  @Test
  void aTimestampHasThreeDecimals() {
    assertEquals(
        "2026-01-31T12:00:00.000Z", Timestamps.write(Instant.parse("2026-01-31T12:00:00Z")));
    assertEquals(
        "2026-01-31T12:00:00.123Z",
        Timestamps.write(Instant.parse("2026-01-31T12:00:00.123987654Z")));
  }

  @Test
  void aTimestampIsReadAsWritten() {
    var at = Instant.parse("2026-01-31T12:00:00.120Z");
    assertEquals(at, Timestamps.read(Timestamps.write(at)));
  }

  @Test
  void anotherFormIsRefused() {
    assertThrows(DateTimeParseException.class, () -> Timestamps.read("2026-01-31T12:00:00Z"));
    assertThrows(DateTimeParseException.class, () -> Timestamps.read("2026-02-30T12:00:00.000Z"));
  }
}
