package dev.visavis.call.engine;

import org.jspecify.annotations.Nullable;

/// The durable store: in production a store with a changelog, in the simulation a map.
///
/// The engine relies on the order of writes: an earlier write is never lost if a later one is not.
public interface CallStore {
  byte @Nullable [] get(String key);

  void put(String key, byte[] value);

  void delete(String key);
}
