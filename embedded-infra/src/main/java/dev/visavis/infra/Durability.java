package dev.visavis.infra;

/// What an embedded server does with what it was told to keep.
public enum Durability {
  /// Survives a crash: what was acknowledged is on disk.
  DURABLE,
  /// For tests: as fast as it goes.
  FAST
}
