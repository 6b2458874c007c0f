package dev.visavis.call.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A store in memory that records each write, so that a test can crash after any of them.
final class Changelog implements CallStore {
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Write(String key, byte @Nullable [] value) {}

  private final List<Write> writes = new ArrayList<>();
  private final Map<String, byte[]> records = new LinkedHashMap<>();

  @Override
  public byte @Nullable [] get(String key) {
    return records.get(key);
  }

  @Override
  public void put(String key, byte[] value) {
    apply(new Write(key, value));
  }

  @Override
  public void delete(String key) {
    apply(new Write(key, null));
  }

  private void apply(Write write) {
    writes.add(write);
    if (write.value() == null) {
      records.remove(write.key());
    } else {
      records.put(write.key(), write.value());
    }
  }

  int size() {
    return writes.size();
  }

  /// The store after a crash, if only the first `kept` writes have reached the disk.
  Changelog upTo(int kept) {
    Changelog rest = new Changelog();
    writes.subList(0, kept).forEach(rest::apply);
    return rest;
  }

  Map<String, byte[]> records() {
    return records;
  }
}
