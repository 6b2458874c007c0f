package dev.visavis.infra;

/// Whether an embedded server writes to disk before it acknowledges.
public enum Durability {
  /// Acknowledged data is on disk and survives a crash.
  DURABLE,
  /// For tests: does not wait for the disk.
  FAST
}
