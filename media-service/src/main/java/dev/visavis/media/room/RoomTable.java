package dev.visavis.media.room;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The rooms that this instance has, one for each call at most. Belongs to the loop.
@Singleton
public final class RoomTable {
  private final Map<String, CallRoom> rooms = new HashMap<>();

  public Optional<CallRoom> of(String callId) {
    return Optional.ofNullable(rooms.get(callId));
  }

  public void put(CallRoom room) {
    rooms.put(room.key().callId(), room);
  }

  /// Removes the room unless another one has taken its place.
  public void remove(CallRoom room) {
    rooms.remove(room.key().callId(), room);
  }

  public Collection<CallRoom> all() {
    return rooms.values();
  }
}
