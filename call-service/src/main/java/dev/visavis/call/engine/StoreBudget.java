package dev.visavis.call.engine;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that the calls of this process use, in all partitions together, and its limit. Above
/// the limit, existing calls continue and new ones are refused: a process that runs out of memory
/// would restore the same calls and run out of it again.
public final class StoreBudget {
  /// Bytes of a record beside its key and value: the objects around them, and its entries in the
  /// map and in the expiry queue.
  public static final int OVERHEAD_BYTES = 250;

  private final long maxBytes;
  private final AtomicLong used = new AtomicLong();

  /// @param maxBytes the limit, in bytes
  public StoreBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /// The budget of a process with the given maximum heap.
  ///
  /// @param share above 0, at most 1
  /// @param heap the maximum heap, in bytes
  /// @throws IllegalArgumentException if the share is out of range; the message names the setting
  public static StoreBudget ofHeap(double share, long heap) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "visavis.call.memory-share must be above 0 and at most 1, not " + share);
    }
    return new StoreBudget((long) (share * heap));
  }

  public void add(long bytes) {
    used.addAndGet(bytes);
  }

  /// The approximate use, in bytes.
  public long used() {
    return used.get();
  }

  boolean isSpent() {
    return used.get() >= maxBytes;
  }
}
