package dev.visavis.examples.events;

import dev.visavis.proto.v1.events.CallEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/// Recognizes events that call-service repeats after a crash. The events of a call are in order, so
/// an event is new if it is after the last one taken.
final class EventDeduplicator {
  /// The number of calls whose last event is remembered: more than can be live or have just ended.
  private static final int MAX_CALLS = 100_000;

  private final Map<String, Long> lastOfCall =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MAX_CALLS;
        }
      };

  boolean isNew(CallEvent fact) {
    long position = ((long) fact.getVersion() << 32) | fact.getIndex();
    if (position <= lastOfCall.getOrDefault(fact.getCallId(), -1L)) {
      return false;
    }
    lastOfCall.put(fact.getCallId(), position);
    return true;
  }
}
