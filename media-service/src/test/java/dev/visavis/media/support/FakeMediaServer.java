package dev.visavis.media.support;

import dev.visavis.media.room.MediaServer;
import dev.visavis.media.room.MediaServerException;
import dev.visavis.media.room.Room;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A media server in memory that does everything at once.
public final class FakeMediaServer implements MediaServer {
  private final String name;
  private final Map<String, FakeRoom> rooms = new LinkedHashMap<>();
  private final Set<String> leftOver = new TreeSet<>();
  private final List<String> destroyed = new ArrayList<>();
  private final List<Runnable> listeners = new ArrayList<>();
  private boolean isUp = true;
  private boolean drains;
  private int load;

  public FakeMediaServer(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isUp() {
    return isUp;
  }

  @Override
  public int transports() {
    return load;
  }

  public void load(int transports) {
    load = transports;
  }

  /// Takes no more rooms.
  public void drain() {
    drains = true;
  }

  /// Goes down or comes back; its rooms are gone in either case.
  public void up(boolean nowUp) {
    isUp = nowUp;
    rooms.clear();
    listeners.forEach(Runnable::run);
  }

  /// A room that an earlier process left.
  public void leave(String roomName) {
    leftOver.add(roomName);
  }

  public Map<String, FakeRoom> rooms() {
    return rooms;
  }

  /// The only room.
  public FakeRoom room() {
    return rooms.values().iterator().next();
  }

  /// The names of rooms that were destroyed without being opened here.
  public List<String> destroyed() {
    return destroyed;
  }

  @Override
  public CompletionStage<Room> createRoom(String roomName) {
    if (!isUp || drains) {
      return CompletableFuture.failedFuture(new MediaServerException("takes no room"));
    }
    FakeRoom room = new FakeRoom(() -> rooms.remove(roomName));
    rooms.put(roomName, room);
    return CompletableFuture.completedFuture(room);
  }

  @Override
  public CompletionStage<Set<String>> roomNames() {
    Set<String> names = new TreeSet<>(rooms.keySet());
    names.addAll(leftOver);
    return CompletableFuture.completedFuture(names);
  }

  @Override
  public CompletionStage<Void> destroyRoom(String roomName) {
    destroyed.add(roomName);
    leftOver.remove(roomName);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void onChange(Runnable changed) {
    listeners.add(changed);
  }
}
