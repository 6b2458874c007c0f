package dev.visavis.examples.events;

import dev.visavis.proto.v1.events.CallEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/// After a crash, facts that were written already may be written again behind newer ones.
/// Those of a call are in order, so a fact is new if it stands behind the last one that was
/// taken.
final class EventDeduplicator {
  /// Calls whose last fact is remembered: more than can be live at once, or have just ended.
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
