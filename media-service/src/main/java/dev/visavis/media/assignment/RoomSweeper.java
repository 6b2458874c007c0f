package dev.visavis.media.assignment;

import dev.visavis.media.MediaIdentity;
import dev.visavis.media.MediaLoop;
import dev.visavis.media.room.MediaServer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Destroys rooms that no call needs: those of an earlier process of this instance, of an instance
/// that is dead, or whose end this instance did not hear. A room that is not needed at two looks in
/// a row is destroyed.
@Singleton
final class RoomSweeper {
  private static final Logger LOG = Logger.getLogger(RoomSweeper.class);
  static final long LOOK_MS = 5_000;

  private final MediaLoop loop;
  private final MediaIdentity identity;
  private final RoomAssigner assigner;
  private final Map<String, Set<String>> suspects = new HashMap<>();

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
    Set<String> unknown = new HashSet<>();
    for (String name : names) {
      boolean mayBeLeftOver = RoomNames.instanceOf(name).filter(this::isOursOrDead).isPresent();
      if (mayBeLeftOver && !needed.contains(name)) {
        unknown.add(name);
      }
    }
    Set<String> before = suspects.getOrDefault(server.name(), Set.of());
    suspects.put(server.name(), unknown);
    unknown.stream().filter(before::contains).forEach(name -> destroy(server, name));
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
