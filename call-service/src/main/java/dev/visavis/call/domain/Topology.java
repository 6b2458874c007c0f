package dev.visavis.call.domain;

/// How media travels.
public enum Topology {
  P2P,
  MESH,
  SFU;

  /// The most people of a mesh: each sends to each, which uplinks do not bear beyond this.
  static final int LARGEST_MESH = 4;

  static Topology of(int people) {
    if (people <= 2) {
      return P2P;
    }
    return people <= LARGEST_MESH ? MESH : SFU;
  }
}
