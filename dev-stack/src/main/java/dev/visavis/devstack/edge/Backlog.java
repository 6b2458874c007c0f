package dev.visavis.devstack.edge;

/// Limits the bytes that wait in all tunnels together. It has room for almost all connections of
/// [ConnectionLimits] at their individual limits. Beyond it, the edge closes sockets that send
/// more, so that it does not run out of memory. Used only on the server's event loop.
final class Backlog {
  private static final long MAX_BYTES = 256L * 1024 * 1024;

  private long bytes;

  boolean hasRoom() {
    return bytes < MAX_BYTES;
  }

  /// @param change in bytes; negative for bytes that have been sent
  void add(int change) {
    bytes += change;
  }
}
