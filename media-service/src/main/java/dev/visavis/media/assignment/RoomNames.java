package dev.visavis.media.assignment;

import dev.visavis.media.room.RoomKey;
import java.util.Optional;

/// The names of rooms on media servers: `<callId>/<generation>/<instance>`, so that two
/// instances can use one media server.
final class RoomNames {
  private RoomNames() {}

  static String of(RoomKey room, String instance) {
    return room.callId() + "/" + room.generation() + "/" + instance;
  }

  /// The instance that made a room; empty if it is none of ours.
  static Optional<String> instanceOf(String name) {
    String[] parts = name.split("/", -1);
    return parts.length == 3 ? Optional.of(parts[2]) : Optional.empty();
  }
}
