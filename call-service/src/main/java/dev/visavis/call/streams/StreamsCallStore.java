package dev.visavis.call.streams;

import dev.visavis.call.engine.CallStore;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The store of a Kafka Streams task. Calls and outcomes share one store and so one partition of
/// its changelog, which keeps their order.
final class StreamsCallStore implements CallStore {
  private final KeyValueStore<String, byte[]> store;

  StreamsCallStore(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  @Override
  public byte @Nullable [] get(String key) {
    return store.get(key);
  }

  @Override
  public void put(String key, byte[] value) {
    store.put(key, value);
  }

  @Override
  public void delete(String key) {
    store.delete(key);
  }
}
