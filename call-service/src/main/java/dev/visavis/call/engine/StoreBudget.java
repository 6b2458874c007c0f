package dev.visavis.call.engine;

import java.util.concurrent.atomic.AtomicLong;

/// How much memory the calls of this process take, all partitions together, and how much they may.
/// Calls that exist go on past it; new ones are not placed, since a process that runs out of memory
/// would find the same calls when it starts again.
public final class StoreBudget {
  /// What a record takes beside its key and value: their objects, its place in the map and in the
  /// order of forgetting.
  public static final int OVERHEAD_BYTES = 250;

  private final long maxBytes;
  private final AtomicLong used = new AtomicLong();

  /// @param maxBytes bytes
  public StoreBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /// The budget of a process with the given maximum heap.
  ///
  /// @param share above 0, at most 1
  /// @param heap bytes
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

  /// Bytes, about.
  public long used() {
    return used.get();
  }

  boolean isSpent() {
    return used.get() >= maxBytes;
  }
}
