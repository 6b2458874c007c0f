package dev.visavis.media.room;

import java.util.Set;
import java.util.concurrent.CompletionStage;

/// One SFU. All stages complete on the loop, exceptionally with [MediaServerException] if the
/// server refuses, does not answer in time, or goes away.
public interface MediaServer {
  /// The name for operators; unique within this instance.
  String name();

  /// Whether it answers. Once it does not, all of its rooms are lost.
  boolean isUp();

  /// How many transports it has: its load. Those of other instances are known as of the latest
  /// [#roomNames].
  int transports();

  /// @param name unique on this server
  CompletionStage<Room> createRoom(String name);

  /// The names of all rooms on the server, including those of other instances.
  CompletionStage<Set<String>> roomNames();

  /// Destroys a room that this process has no [Room] for.
  CompletionStage<Void> destroyRoom(String name);

  /// Calls `changed` on the loop whenever [#isUp] changes. The rooms are lost with the server,
  /// even if it is back at once.
  void onChange(Runnable changed);
}
