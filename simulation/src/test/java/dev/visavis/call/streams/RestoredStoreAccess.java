package dev.visavis.call.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visavis.call.engine.CallEngine;
import dev.visavis.call.engine.StoreBudget;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/// The store of call-service as a restore from the changelog fills it.
public final class RestoredStoreAccess {
  private final NewestWinsStore store =
      new NewestWinsStore("simulation", new StoreBudget(Long.MAX_VALUE));

  /// One record of the changelog; no value: it was deleted.
  public void restore(String key, byte @Nullable [] value) {
    store.restore(bytes(key).get(), value);
  }

  /// Tells the engine what the store holds when it is opened.
  public void tell(CallEngine engine) {
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      all.forEachRemaining(
          entry -> engine.restore(new String(entry.key.get(), UTF_8), entry.value));
    }
  }

  public byte @Nullable [] get(String key) {
    return store.get(bytes(key));
  }

  public void put(String key, byte @Nullable [] value) {
    store.put(bytes(key), value);
  }

  private static Bytes bytes(String key) {
    return Bytes.wrap(key.getBytes(UTF_8));
  }
}
