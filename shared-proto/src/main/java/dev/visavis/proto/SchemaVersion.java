package dev.visavis.proto;

/// The version of the meaning of commands and stored calls. An older call-service uses it to
/// recognize records that it would misread.
///
/// Most changes need no new version, because an older reader may ignore a new optional field. If it
/// may not, increase [#CURRENT], and set `min_reader` of the affected records to the new number.
/// Upgrade every instance before the change is used.
public final class SchemaVersion {
  /// A call keeps its topology for a while after participants have left. An older reader derives
  /// the topology from the participants, and does not know its deadline.
  public static final int TOPOLOGY_IN_STATE = 2;

  /// A call has a room on the SFU, and changes to the SFU only when it has one. An older reader
  /// would drop the room, and does not know the commands of media-service.
  public static final int ROOMS = 3;

  /// The version that this build reads.
  public static final int CURRENT = ROOMS;

  private SchemaVersion() {}
}
