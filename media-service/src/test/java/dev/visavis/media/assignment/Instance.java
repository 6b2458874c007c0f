package dev.visavis.media.assignment;

import dev.visavis.media.MediaConfig;
import dev.visavis.media.MediaIdentity;
import dev.visavis.media.room.MediaServer;
import dev.visavis.media.room.RoomTable;
import dev.visavis.media.support.FakeMediaServer;
import dev.visavis.media.support.ManualLoop;
import dev.visavis.media.support.RecordedLog;
import dev.visavis.media.support.RecordedMessages;
import dev.visavis.proto.v1.events.CallEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;

/// One media-service with its media servers, on a loop and with Redis in memory.
final class Instance {
  private final FakeMediaServer first;
  private final FakeMediaServer second;
  private final RecordedLog log = new RecordedLog();
  private final RoomTable table = new RoomTable();
  private final RoomAssigner assigner;
  private final InstanceWatch watch;
  private final RoomSweeper sweeper;

  Instance(ManualLoop loop, MemoryBoard board, String id, String incarnation) {
    first = new FakeMediaServer(id + "-janus-1");
    second = new FakeMediaServer(id + "-janus-2");
    List<MediaServer> servers = List.of(first, second);
    MediaIdentity identity = new MediaIdentity(id, 9, incarnation);
    RoomMetrics metrics = new RoomMetrics(new SimpleMeterRegistry());
    RoomCommands commands = new RoomCommands(identity, log);
    MediaConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(MediaConfig.class)
            .build()
            .getConfigMapping(MediaConfig.class);
    assigner =
        new RoomAssigner(
            loop,
            identity,
            () -> servers,
            board,
            commands,
            table,
            room -> new RecordedMessages(),
            metrics);
    watch = new InstanceWatch(loop, identity, config, board, assigner, commands, metrics);
    sweeper = new RoomSweeper(loop, identity, assigner);
    assigner.start(new StartupEvent());
    loop.settle();
  }

  /// Begins to hold its lease and to watch the others.
  Instance watching() {
    watch.start(new StartupEvent());
    return this;
  }

  FakeMediaServer first() {
    return first;
  }

  FakeMediaServer second() {
    return second;
  }

  RoomTable table() {
    return table;
  }

  RoomAssigner assigner() {
    return assigner;
  }

  void sweep() {
    sweeper.sweep();
  }

  void hear(CallEvent event) {
    assigner.handle(event);
  }

  /// The commands that it has written: `assigned <call> <generation>` or `lost <call>
  /// <generation>`.
  List<String> written() {
    return log.commands().stream()
        .map(
            command ->
                command.hasRoomAssigned()
                    ? "assigned "
                        + command.getCallId()
                        + " "
                        + command.getRoomAssigned().getGeneration()
                    : "lost " + command.getCallId() + " " + command.getRoomLost().getGeneration())
        .toList();
  }

  RecordedLog log() {
    return log;
  }
}
