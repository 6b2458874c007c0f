package dev.visavis.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SeedRangesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
  private static final long TODAYS_FIRST = TODAY.toEpochDay() * SeedRanges.A_DAY + 1;

  @Test
  void aFifthOfTheSeedsIsNewEveryDay() {
    assertArrayEquals(
        new long[] {1, 2, 3, 4, 5, 6, 7, 8, TODAYS_FIRST, TODAYS_FIRST + 1},
        SeedRanges.of(10, "", TODAY).seeds().toArray());
    assertArrayEquals(
        new long[] {TODAYS_FIRST + SeedRanges.A_DAY},
        SeedRanges.of(5, "", TODAY.plusDays(1)).seeds().skip(4).toArray());
  }

  @Test
  void aFirstSeedStartsTheOnlyRange() {
    assertArrayEquals(
        new long[] {700_000_001, 700_000_002},
        SeedRanges.of(2, "700000001", TODAY).seeds().toArray());
  }

  @Test
  void fewerThanFiveSeedsAreAllFixed() {
    assertArrayEquals(new long[] {1, 2}, SeedRanges.of(2, "", TODAY).seeds().toArray());
  }

  @Test
  void theRangesPrintAsTheOptionsThatRepeatThem() {
    assertEquals(
        "-Dvisavis.simulation.first=1 -Dvisavis.simulation.seeds=8 and"
            + " -Dvisavis.simulation.first="
            + TODAYS_FIRST
            + " -Dvisavis.simulation.seeds=2",
        SeedRanges.of(10, "", TODAY).toString());
  }
}
