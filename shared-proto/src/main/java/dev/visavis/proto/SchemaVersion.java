package dev.visavis.proto;

/// The version of what commands and stored calls mean, by which an older call-service recognizes
/// what it would misread.
///
/// Most changes need no new version: an older reader may ignore a new optional field. Where it may
/// not, increase [#CURRENT], and set `min_reader` of the records that depend on the change to the
/// new number. Upgrade every instance before the change is used.
public final class SchemaVersion {
  /// What this build reads.
  public static final int CURRENT = 1;

  private SchemaVersion() {}
}
