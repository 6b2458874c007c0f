package dev.visavis.call.domain.value;

/// How media flows between the participants.
public enum Topology {
  P2P,
  MESH,
  SFU;

  /// The most people of a mesh: each sends to each, which uplinks do not bear beyond this.
  public static final int MAX_MESH_PARTICIPANTS = 4;

  /// A call returns from the SFU when no more than this many have been left for a while: one fewer
  /// than a mesh holds, so that one participant who comes and goes changes nothing.
  private static final int MAX_PARTICIPANTS_TO_LEAVE_SFU = MAX_MESH_PARTICIPANTS - 1;

  /// Whether a call of this many participants may leave the SFU.
  public static boolean mayLeaveSfu(int people) {
    return people <= MAX_PARTICIPANTS_TO_LEAVE_SFU;
  }

  /// The topology for this many participants, unless the call is on an SFU. Without a room, a mesh
  /// serves even more than it should.
  public static Topology of(int people, boolean hasRoom) {
    if (people <= 2) {
      return P2P;
    }
    return people <= MAX_MESH_PARTICIPANTS || !hasRoom ? MESH : SFU;
  }
}
