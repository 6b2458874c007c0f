package dev.visavis.call.engine;

import org.jspecify.annotations.Nullable;

/// What survives a crash: in production a store with a changelog, in a simulation a map.
///
/// The engine counts on this: of two writes, the earlier is never lost if the later is not.
public interface CallStore {
  byte @Nullable [] get(String key);

  void put(String key, byte[] value);

  void delete(String key);
}
