package dev.visavis.examples.analytics;

import dev.visavis.proto.v1.events.CallEvent;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;

/// Lets each fact of a call through once, although a crash of call-service may repeat some: what is
/// not behind the last one is dropped. A call that has ended is remembered; the store's changelog
/// is as long as the calls are many.
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
