package dev.visavis.media.assignment;

import com.google.protobuf.Timestamp;
import dev.visavis.media.MediaIdentity;
import dev.visavis.media.log.LogWriter;
import dev.visavis.media.room.RoomKey;
import dev.visavis.proto.SchemaVersion;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.RoomAssigned;
import dev.visavis.proto.v1.RoomLost;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/// The commands that this service writes to the log of a call.
@Singleton
final class RoomCommands {
  private final MediaIdentity identity;
  private final LogWriter log;

  RoomCommands(MediaIdentity identity, LogWriter log) {
    this.identity = identity;
    this.log = log;
  }

  CompletionStage<Void> assigned(RoomKey room, String mediaServer) {
    return log.submit(
        command(room, "room:" + id(room) + ":" + identity.id())
            .setRoomAssigned(
                RoomAssigned.newBuilder()
                    .setGeneration(room.generation())
                    .setRoute(identity.route(room.callId(), room.generation()))
                    .setMediaServer(mediaServer))
            .build());
  }

  /// @param reason for operators
  CompletionStage<Void> lost(RoomKey room, String reason) {
    return log.submit(
        command(room, "lost:" + id(room))
            .setRoomLost(RoomLost.newBuilder().setGeneration(room.generation()).setReason(reason))
            .build());
  }

  private static String id(RoomKey room) {
    return room.callId() + ":" + room.generation();
  }

  private static CallCommand.Builder command(RoomKey room, String commandId) {
    return CallCommand.newBuilder()
        .setCommandId(commandId)
        .setCallId(room.callId())
        .setAt(now())
        .setMinReader(SchemaVersion.ROOMS);
  }

  private static Timestamp now() {
    Instant now = Instant.now();
    return Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()).build();
  }
}
