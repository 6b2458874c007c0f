package dev.visavis.history.projection;

import dev.visavis.proto.v1.events.CallEvent;
import java.util.Comparator;

/// Where a fact stands in the life of its call: (`version`, `index`) of the event.
record Position(int version, int index) implements Comparable<Position> {
  private static final Comparator<Position> ORDER =
      Comparator.comparingInt(Position::version).thenComparingInt(Position::index);

  static Position of(CallEvent event) {
    return new Position(event.getVersion(), event.getIndex());
  }

  boolean isAfter(Position other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }
}
