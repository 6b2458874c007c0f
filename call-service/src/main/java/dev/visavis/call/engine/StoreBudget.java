package dev.visavis.call.engine;

import java.util.concurrent.atomic.AtomicLong;

/// How much memory the calls of this process take, all partitions together, and how much they may.
/// Calls that exist go on past it; new ones are not placed, since a process that runs out of memory
/// would find the same calls when it starts again.
public final class StoreBudget {
  /// Of a record, beside its key and value: their objects, its place in the map and in the order of
  /// forgetting.
  static final int OVERHEAD_BYTES = 250;

  private final long most;
  private final AtomicLong used = new AtomicLong();

  /// @param most bytes
  public StoreBudget(long most) {
    this.most = most;
  }

  void add(long bytes) {
    used.addAndGet(bytes);
  }

  /// Bytes, about.
  public long used() {
    return used.get();
  }

  boolean isSpent() {
    return used.get() >= most;
  }
}
