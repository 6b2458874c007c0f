package dev.visavis.call.domain.value;

/// How media travels.
public enum Topology {
  P2P,
  MESH,
  SFU;

  /// The most people of a mesh: each sends to each, which uplinks do not bear beyond this.
  static final int MAX_MESH_PARTICIPANTS = 4;

  public static Topology of(int people) {
    if (people <= 2) {
      return P2P;
    }
    return people <= MAX_MESH_PARTICIPANTS ? MESH : SFU;
  }
}
