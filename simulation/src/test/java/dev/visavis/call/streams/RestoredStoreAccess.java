package dev.visavis.call.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visavis.call.engine.CallEngine;
import dev.visavis.call.engine.StoreBudget;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/// The store of call-service, filled by a restore from the changelog.
public final class RestoredStoreAccess {
  private final NewestWinsStore store =
      new NewestWinsStore("simulation", new StoreBudget(Long.MAX_VALUE));

  /// Restores one record of the changelog.
  ///
  /// @param value null if the record deletes the key
  public void restore(String key, byte @Nullable [] value) {
    store.restore(bytes(key).get(), value);
  }

  /// Passes the restored calls to the engine, as happens when the store is opened.
  public void passTo(CallEngine engine) {
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
