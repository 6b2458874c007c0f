package dev.visavis.devstack.edge;

/// What waits in all tunnels together. It has room for each of [ConnectionLimits] to be slow at its
/// worst but for a few thousand: then those that send more lose their sockets, and not the edge its
/// memory. Used by the server's event loop alone.
final class Backlog {
  private static final long MAX_BYTES = 256L * 1024 * 1024;

  private long bytes;

  boolean hasRoom() {
    return bytes < MAX_BYTES;
  }

  /// @param change below 0 for what has gone
  void add(int change) {
    bytes += change;
  }
}
