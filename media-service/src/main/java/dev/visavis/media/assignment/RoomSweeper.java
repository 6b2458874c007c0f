package dev.visavis.media.assignment;

import dev.visavis.media.MediaIdentity;
import dev.visavis.media.MediaLoop;
import dev.visavis.media.room.MediaServer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Destroys rooms that no call needs: those of an earlier process of this instance, of an instance
/// that is dead, or whose end this instance did not hear. A room that is not needed at three looks
/// in a row is destroyed: by then the media server has ended the sessions of a dead process.
@Singleton
final class RoomSweeper {
  private static final Logger LOG = Logger.getLogger(RoomSweeper.class);
  static final long LOOK_MS = 5_000;
  private static final int REQUIRED_LOOKS = 3;

  private final MediaLoop loop;
  private final MediaIdentity identity;
  private final RoomAssigner assigner;

  /// By media server: how many looks in a row did not need a room.
  private final Map<String, Map<String, Integer>> suspects = new HashMap<>();

  RoomSweeper(MediaLoop loop, MediaIdentity identity, RoomAssigner assigner) {
    this.loop = loop;
    this.identity = identity;
    this.assigner = assigner;
  }

  void start(@Observes StartupEvent event) {
    loop.every(LOOK_MS, this::sweep);
  }

  void sweep() {
    assigner.servers().stream().filter(MediaServer::isUp).forEach(this::sweep);
  }

  private void sweep(MediaServer server) {
    server
        .roomNames()
        .whenComplete(
            (names, failure) -> {
              if (failure == null) {
                compare(server, names);
              } else {
                LOG.debugf("%s does not list its rooms: %s", server.name(), failure.getMessage());
              }
            });
  }

  private void compare(MediaServer server, Set<String> names) {
    Set<String> needed = assigner.rooms().stream().map(OwnRoom::name).collect(Collectors.toSet());
    Map<String, Integer> before = suspects.getOrDefault(server.name(), Map.of());
    Map<String, Integer> unknown = new HashMap<>();
    for (String name : names) {
      boolean mayBeLeftOver = RoomNames.instanceOf(name).filter(this::isOursOrDead).isPresent();
      if (mayBeLeftOver && !needed.contains(name)) {
        unknown.put(name, before.getOrDefault(name, 0) + 1);
      }
    }
    suspects.put(server.name(), unknown);
    unknown.forEach(
        (name, looks) -> {
          if (looks >= REQUIRED_LOOKS) {
            destroy(server, name);
          }
        });
  }

  /// The rooms of a living instance are for it to destroy.
  private boolean isOursOrDead(String instance) {
    return instance.equals(identity.id()) || !assigner.lives(instance);
  }

  private static void destroy(MediaServer server, String name) {
    LOG.infof("destroying room %s on %s, which no call needs", name, server.name());
    server
        .destroyRoom(name)
        .exceptionally(
            failure -> {
              LOG.debugf("%s did not destroy a room: %s", server.name(), failure.getMessage());
              return null;
            });
  }
}
