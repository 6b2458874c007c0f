package dev.visavis.media.assignment;

import dev.visavis.media.room.CallRoom;
import dev.visavis.media.room.MediaServer;
import dev.visavis.media.room.RoomKey;
import org.jspecify.annotations.Nullable;

/// A room that this instance has, or is about to have.
final class OwnRoom {
  private final RoomKey key;
  private final String name;
  private final MediaServer server;
  private @Nullable CallRoom room;
  private boolean isConfirmed;

  OwnRoom(RoomKey key, String name, MediaServer server) {
    this.key = key;
    this.name = name;
    this.server = server;
  }

  RoomKey key() {
    return key;
  }

  /// On the media server.
  String name() {
    return name;
  }

  MediaServer server() {
    return server;
  }

  /// Null while it is being created.
  @Nullable CallRoom room() {
    return room;
  }

  void created(CallRoom created) {
    room = created;
  }

  /// Whether the log says that the call has this room.
  boolean isConfirmed() {
    return isConfirmed;
  }

  void confirm() {
    isConfirmed = true;
  }
}
