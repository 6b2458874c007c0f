package dev.visavis.media.assignment;

import dev.visavis.media.MediaIdentity;
import dev.visavis.media.MediaLoop;
import dev.visavis.media.log.CallEventHandler;
import dev.visavis.media.room.CallRoom;
import dev.visavis.media.room.DeviceId;
import dev.visavis.media.room.DeviceMessages;
import dev.visavis.media.room.MediaServer;
import dev.visavis.media.room.MediaServers;
import dev.visavis.media.room.Room;
import dev.visavis.media.room.RoomKey;
import dev.visavis.media.room.RoomTable;
import dev.visavis.media.speakers.Sound;
import dev.visavis.proto.v1.MediaFlags;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.MediaStateChanged;
import dev.visavis.proto.v1.events.RoomAssigned;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Answers requests for rooms, and frees rooms that are not needed.
///
/// The owner of a call answers; the others keep the request for [#PATIENCE_MS], in case the
/// owner is dead, and then answer in its place. If two answer, the log decides: the first
/// `RoomAssigned` wins, and the other instance frees its room when it sees the event.
@Singleton
final class RoomAssigner implements CallEventHandler {
  private static final Logger LOG = Logger.getLogger(RoomAssigner.class);
  static final long PATIENCE_MS = 10_000;
  private static final long CONFIRM_MS = 10_000;
  private static final long RETRY_MS = 300;

  /// How long a media server that has refused a room, because it drains, comes last.
  private static final long REFUSED_MS = 30_000;

  private final MediaLoop loop;
  private final MediaIdentity identity;
  private final MediaServers servers;
  private final LeaseBoard board;
  private final RoomCommands commands;
  private final RoomTable table;
  private final DeviceMessages.Factory messages;
  private final RoomMetrics metrics;
  private final Map<String, FollowedCall> calls = new HashMap<>();
  private final Map<String, OwnRoom> own = new HashMap<>();
  private final Map<String, Long> refusedUntilMs = new HashMap<>();
  private Leases leases = Leases.NONE;
  private boolean isStopping;

  RoomAssigner(
      MediaLoop loop,
      MediaIdentity identity,
      MediaServers servers,
      LeaseBoard board,
      RoomCommands commands,
      RoomTable table,
      DeviceMessages.Factory messages,
      RoomMetrics metrics) {
    this.loop = loop;
    this.identity = identity;
    this.servers = servers;
    this.board = board;
    this.commands = commands;
    this.table = table;
    this.messages = messages;
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent event) {
    loop.run(() -> servers.all().forEach(server -> server.onChange(() -> serverChanged(server))));
  }

  /// The present lease of this instance.
  Lease lease() {
    int up = isStopping ? 0 : (int) servers.all().stream().filter(MediaServer::isUp).count();
    return new Lease(identity.id(), identity.incarnation(), identity.partition(), up, own.size());
  }

  List<MediaServer> servers() {
    return servers.all();
  }

  /// Copies the present state into the metrics.
  void measure() {
    int devices = table.all().stream().mapToInt(CallRoom::size).sum();
    metrics.update(own.size(), devices, servers.all());
  }

  Collection<OwnRoom> rooms() {
    return own.values();
  }

  /// Whether this instance held a lease when the leases were read last.
  boolean lives(String instance) {
    return leases.live().contains(instance);
  }

  /// Takes no more calls.
  void stopping() {
    isStopping = true;
  }

  @Override
  public void handle(CallEvent event) {
    String callId = event.getCallId();
    switch (event.getFactCase()) {
      case ROOM_REQUESTED -> requested(callId, event.getRoomRequested().getGeneration());
      case ROOM_ASSIGNED -> assigned(callId, event.getRoomAssigned());
      case ROOM_LOST -> lost(callId, event.getRoomLost().getGeneration());
      case ROOM_RELEASED, CALL_ENDED -> {
        calls.remove(callId);
        free(callId, Integer.MAX_VALUE);
      }
      case MEDIA_STATE_CHANGED -> mediaChanged(callId, event.getMediaStateChanged());
      case PARTICIPANT_JOINED -> {
        var joined = event.getParticipantJoined();
        inRoom(callId, room -> room.joined(new DeviceId(joined.getUserId(), joined.getDeviceId())));
      }
      case PARTICIPANT_LEFT -> {
        var left = event.getParticipantLeft();
        sound(callId, left.getUserId(), Sound.VOICE); // as it is when they join again
        inRoom(callId, room -> room.left(new DeviceId(left.getUserId(), left.getDeviceId())));
      }
      case PARTICIPANT_MOVED -> {
        var moved = event.getParticipantMoved();
        inRoom(
            callId,
            room -> {
              room.left(new DeviceId(moved.getUserId(), moved.getFromDeviceId()));
              room.joined(new DeviceId(moved.getUserId(), moved.getToDeviceId()));
            });
      }
      default -> {}
    }
  }

  private void requested(String callId, int generation) {
    FollowedCall call = calls.computeIfAbsent(callId, FollowedCall::new);
    call.requested(generation, loop.nowMs());
    free(callId, generation - 1);
    board
        .read()
        .whenComplete(
            (read, failure) -> {
              if (failure == null) {
                leases = read;
              }
              consider(call);
            });
  }

  /// The request for this room needs no answer any more.
  private void settled(RoomKey room) {
    FollowedCall call = calls.get(room.callId());
    if (call != null) {
      call.settled(room.generation());
    }
  }

  private void assigned(String callId, RoomAssigned assigned) {
    settled(new RoomKey(callId, assigned.getGeneration()));
    OwnRoom room = own.get(callId);
    boolean isOurs = assigned.getMediaService().equals(identity.id());
    if (room != null && room.key().generation() == assigned.getGeneration() && isOurs) {
      room.confirm();
    } else {
      free(callId, assigned.getGeneration());
    }
  }

  private void lost(String callId, int generation) {
    settled(new RoomKey(callId, generation));
    free(callId, generation);
  }

  private void mediaChanged(String callId, MediaStateChanged changed) {
    sound(callId, changed.getUserId(), soundOf(changed.getMedia()));
  }

  private void sound(String callId, String userId, Sound sound) {
    FollowedCall call = calls.get(callId);
    if (call != null) {
      call.sound(userId, sound);
      inRoom(callId, room -> room.sound(userId, sound));
    }
  }

  private static Sound soundOf(MediaFlags media) {
    if (media.getHold()) {
      return Sound.NONE;
    }
    if (media.getAudio()) {
      return Sound.VOICE;
    }
    return media.getScreen() ? Sound.SHARED : Sound.NONE;
  }

  private void inRoom(String callId, Consumer<CallRoom> work) {
    table.of(callId).ifPresent(work);
  }

  /// New leases: an owner may have changed.
  void leasesRead(Leases read) {
    leases = read;
    List.copyOf(calls.values()).forEach(this::consider);
  }

  /// Answers the request if it is for this instance to answer it.
  private void consider(FollowedCall call) {
    boolean waits = call.awaitsRoom(loop.nowMs(), PATIENCE_MS);
    if (!waits || own.containsKey(call.callId()) || calls.get(call.callId()) != call) {
      return;
    }
    Optional<String> owner = leases.with(lease()).ownerOf(call.callId());
    MediaServer server = leastLoaded();
    if (server != null && owner.equals(Optional.of(identity.id()))) {
      open(call, server);
    }
  }

  private @Nullable MediaServer leastLoaded() {
    return servers.all().stream()
        .filter(MediaServer::isUp)
        .min(Comparator.comparing(this::hasJustRefused).thenComparingInt(MediaServer::transports))
        .orElse(null);
  }

  private boolean hasJustRefused(MediaServer server) {
    return refusedUntilMs.getOrDefault(server.name(), 0L) > loop.nowMs();
  }

  private void open(FollowedCall call, MediaServer server) {
    RoomKey key = new RoomKey(call.callId(), call.generation());
    OwnRoom opening = new OwnRoom(key, RoomNames.of(key, identity.id()), server);
    own.put(key.callId(), opening);
    server
        .createRoom(opening.name())
        .whenComplete(
            (room, failure) -> {
              if (failure != null) {
                notOpened(call, opening, failure);
              } else if (own.get(key.callId()) == opening) {
                opened(call, opening, room);
              } else {
                room.close(); // not needed any more
              }
            });
  }

  private void notOpened(FollowedCall call, OwnRoom opening, Throwable failure) {
    LOG.warnf(
        "%s did not open a room for call %s: %s",
        opening.server().name(), call.callId(), failure.getMessage());
    own.remove(call.callId(), opening);
    refusedUntilMs.put(opening.server().name(), loop.nowMs() + REFUSED_MS);
    loop.after(RETRY_MS, () -> consider(call));
  }

  private void opened(FollowedCall call, OwnRoom opened, Room room) {
    RoomKey key = opened.key();
    CallRoom callRoom = new CallRoom(key, room, messages.of(key), loop, call.sounds());
    opened.created(callRoom);
    table.put(callRoom);
    board
        .addRoom(
            identity.id(),
            key.callId(),
            new LeaseBoard.HeldRoom(key.generation(), identity.incarnation()))
        .exceptionally(failure -> unnoted(failure));
    commands
        .assigned(key, opened.server().name())
        .whenComplete(
            (written, failure) ->
                loop.after(
                    CONFIRM_MS,
                    () -> {
                      if (own.get(key.callId()) == opened && !opened.isConfirmed()) {
                        free(key.callId(), key.generation());
                      }
                    }));
    metrics.opened();
  }

  /// Without the note, the room is not replaced if this instance dies while Redis is away.
  private static @Nullable Void unnoted(Throwable failure) {
    LOG.warnf("could not note a room in Redis: %s", failure.getMessage());
    return null;
  }

  /// Frees the room of the call up to this generation, if this instance has one.
  private void free(String callId, int upTo) {
    OwnRoom room = own.get(callId);
    if (room != null && room.key().generation() <= upTo) {
      drop(room);
      forget(room);
    }
  }

  private void drop(OwnRoom dropped) {
    own.remove(dropped.key().callId(), dropped);
    CallRoom room = dropped.room();
    if (room != null) {
      table.remove(room);
      room.close();
    }
  }

  private void forget(OwnRoom room) {
    board.removeRoom(identity.id(), room.key().callId()).exceptionally(failure -> unnoted(failure));
  }

  /// The rooms of a media server that is down are lost, even if it is back already.
  private void serverChanged(MediaServer server) {
    if (!server.isUp()) {
      List.copyOf(own.values()).stream()
          .filter(room -> room.server() == server)
          .forEach(room -> lose(room, "media server " + server.name() + " is down"));
    }
    board
        .renew(lease())
        .whenComplete((renewed, failure) -> List.copyOf(calls.values()).forEach(this::consider));
  }

  /// Gives up a room that the call still needs.
  void lose(OwnRoom room, String reason) {
    boolean wasOpen = room.room() != null;
    drop(room);
    if (wasOpen) {
      settled(room.key());
      metrics.lost();
      LOG.warnf("the room of call %s is lost: %s", room.key().callId(), reason);
      commands
          .lost(room.key(), reason)
          .whenComplete(
              (written, failure) -> {
                if (failure == null && !own.containsKey(room.key().callId())) {
                  forget(room);
                }
              });
    }
  }
}
