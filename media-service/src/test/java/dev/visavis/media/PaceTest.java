package dev.visavis.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = new Pace(3, 100);

  @Test
  void aBurstIsServedAtOnceAndTheRestOneByOne() {
    List<Long> waits = IntStream.range(0, 5).mapToObj(i -> pace.reserve(1_000)).toList();

    assertEquals(List.of(0L, 0L, 0L, 100L, 200L), waits);
  }

  @Test
  void aRefusedTurnCostsNothing() {
    for (int i = 0; i < 3; i++) {
      assertTrue(pace.take(1_000));
    }
    for (int i = 0; i < 100; i++) {
      assertFalse(pace.take(1_050));
    }

    assertTrue(pace.take(1_100));
    assertFalse(pace.take(1_100));
  }

  @Test
  void aPauseAllowsTheNextBurst() {
    IntStream.range(0, 3).forEach(i -> pace.reserve(1_000));

    assertEquals(
        List.of(0L, 0L, 0L, 100L),
        IntStream.range(0, 4).mapToObj(i -> pace.reserve(9_000)).toList());
  }
}
