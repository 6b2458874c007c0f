package dev.visavis.examples.analytics;

import dev.visavis.proto.v1.events.CallEvent;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;

/// Passes each event of a call once, although call-service may repeat events after a crash: an
/// event that is not after the last one is dropped. The store also keeps ended calls, so its
/// changelog grows with the number of calls.
final class EventDeduplicator extends ContextualFixedKeyProcessor<String, CallEvent, CallEvent> {
  static final String STORE = "last-of-call";

  @Override
  public void process(FixedKeyRecord<String, CallEvent> entry) {
    KeyValueStore<String, Long> lastOfCall = context().getStateStore(STORE);
    long position = ((long) entry.value().getVersion() << 32) | entry.value().getIndex();
    Long last = lastOfCall.get(entry.key());
    if (last == null || position > last) {
      lastOfCall.put(entry.key(), position);
      context().forward(entry);
    }
  }
}
