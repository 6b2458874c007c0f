package dev.visavis.proto;

/// The version of what commands and stored calls mean, by which an older call-service recognizes
/// what it would misread.
///
/// Most changes need no new version: an older reader may ignore a new optional field. Where it may
/// not, increase [#CURRENT], and set `min_reader` of the records that depend on the change to the
/// new number. Upgrade every instance before the change is used.
public final class SchemaVersion {
  /// A call keeps its topology for a while after participants have left. An older reader derives it
  /// from the participants alone, and does not know its deadline.
  public static final int TOPOLOGY_IN_STATE = 2;

  /// What this build reads.
  public static final int CURRENT = TOPOLOGY_IN_STATE;

  private SchemaVersion() {}
}
