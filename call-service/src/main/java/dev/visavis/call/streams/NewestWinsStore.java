package dev.visavis.call.streams;

import dev.visavis.call.engine.StoreBudget;
import dev.visavis.call.engine.StoreRecordFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// A store in memory. While it is being restored, no older record replaces a newer one.
///
/// An instance that was paused and has lost its partitions may still write to the changelog when it
/// wakes up: after the new owner, but about older commands.
final class NewestWinsStore implements KeyValueStore<Bytes, byte[]> {
  private final String name;
  private final StoreBudget budget;
  private final Map<Bytes, byte[]> records = new HashMap<>();
  private boolean open;

  NewestWinsStore(String name, StoreBudget budget) {
    this.name = name;
    this.budget = budget;
  }

  static KeyValueBytesStoreSupplier named(String name, StoreBudget budget) {
    return new KeyValueBytesStoreSupplier() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public KeyValueStore<Bytes, byte[]> get() {
        return new NewestWinsStore(name, budget);
      }

      @Override
      public String metricsScope() {
        return "in-memory";
      }
    };
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    context.register(root, this::restore);
    open = true;
  }

  void restore(byte[] rawKey, byte @Nullable [] value) {
    Bytes key = Bytes.wrap(rawKey);
    byte[] known = records.get(key);
    if (value == null
        || known == null
        || StoreRecordFormat.offset(known) <= StoreRecordFormat.offset(value)) {
      put(key, value);
    }
  }

  private static long size(Bytes key, byte @Nullable [] value) {
    return value == null ? 0 : key.get().length + value.length + StoreBudget.OVERHEAD_BYTES;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    return records.get(key);
  }

  @Override
  public void put(Bytes key, byte @Nullable [] value) {
    byte[] before = value == null ? records.remove(key) : records.put(key, value);
    budget.add(size(key, value) - size(key, before));
  }

  @Override
  public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
    byte[] known = records.get(key);
    if (known == null) {
      put(key, value);
    }
    return known;
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    entries.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public byte @Nullable [] delete(Bytes key) {
    byte[] known = records.get(key);
    put(key, null);
    return known;
  }

  /// In the order of the keys, as the interface requires. Not used while calls are processed.
  @Override
  public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
    NavigableMap<Bytes, byte[]> part = new TreeMap<>(records);
    if (from != null) {
      part = part.tailMap(from, true);
    }
    if (to != null) {
      part = part.headMap(to, true);
    }
    return new Snapshot(part);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return range(null, null);
  }

  @Override
  public long approximateNumEntries() {
    return records.size();
  }

  @Override
  public void close() {
    records.forEach((key, value) -> budget.add(-size(key, value)));
    records.clear();
    open = false;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public Position getPosition() {
    return Position.emptyPosition();
  }

  /// A copy of the entries, because the store may change while it is read.
  private static final class Snapshot implements KeyValueIterator<Bytes, byte[]> {
    private final List<Map.Entry<Bytes, byte[]>> entries;
    private int next;

    Snapshot(Map<Bytes, byte[]> part) {
      entries = part.entrySet().stream().map(Map.Entry::copyOf).toList();
    }

    @Override
    public boolean hasNext() {
      return next < entries.size();
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
      Map.Entry<Bytes, byte[]> entry = entries.get(next++);
      return KeyValue.pair(entry.getKey(), entry.getValue());
    }

    @Override
    public Bytes peekNextKey() {
      return entries.get(next).getKey();
    }

    @Override
    public void close() {
      next = entries.size();
    }
  }
}
