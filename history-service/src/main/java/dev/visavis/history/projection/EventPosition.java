package dev.visavis.history.projection;

import dev.visavis.proto.v1.events.CallEvent;
import java.util.Comparator;

/// The position of an event among the events of its call: (`version`, `index`).
record EventPosition(int version, int index) implements Comparable<EventPosition> {
  private static final Comparator<EventPosition> ORDER =
      Comparator.comparingInt(EventPosition::version).thenComparingInt(EventPosition::index);

  static EventPosition of(CallEvent event) {
    return new EventPosition(event.getVersion(), event.getIndex());
  }

  boolean isAfter(EventPosition other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(EventPosition other) {
    return ORDER.compare(this, other);
  }
}
