package dev.visavis.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// The seeds that one start of the simulation runs.
///
/// Without a first seed, four fifths of them are the same each time: they start at 1. The last
/// fifth is new every day, so that the simulation also finds bugs that the fixed seeds do not
/// show.
record SeedRanges(List<Range> ranges) {
  /// `count` seeds from `first` on.
  record Range(long first, long count) {
    LongStream seeds() {
      return LongStream.range(first, first + count);
    }

    /// The options that run this range again.
    @Override
    public String toString() {
      return "-Dvisavis.simulation.first=" + first + " -Dvisavis.simulation.seeds=" + count;
    }
  }

  /// Each day's range starts at a multiple of this, above every range that was run by hand.
  static final long A_DAY = 1_000_000_000;

  SeedRanges {
    ranges = List.copyOf(ranges);
  }

  /// @param first the first seed, or empty for the fixed seeds and those of `today`
  static SeedRanges of(int count, String first, LocalDate today) {
    if (!first.isEmpty()) {
      return new SeedRanges(List.of(new Range(Long.parseLong(first), count)));
    }
    int ofToday = count / 5;
    List<Range> ranges = new ArrayList<>();
    ranges.add(new Range(1, count - ofToday));
    if (ofToday > 0) {
      ranges.add(new Range(today.toEpochDay() * A_DAY + 1, ofToday));
    }
    return new SeedRanges(ranges);
  }

  LongStream seeds() {
    return ranges.stream().flatMapToLong(Range::seeds);
  }

  @Override
  public String toString() {
    return ranges.stream().map(Range::toString).collect(Collectors.joining(" and "));
  }
}
