package dev.visavis.media.janus;

import dev.visavis.media.MediaLoop;
import dev.visavis.media.room.MediaServer;
import dev.visavis.media.room.MediaServerException;
import dev.visavis.media.room.Room;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One Janus. It is up while its socket is open, it takes our secrets, and it answers pings.
final class JanusServer implements MediaServer, JanusConnection.Listener {
  private static final Logger LOG = Logger.getLogger(JanusServer.class);

  /// Sessions whose socket has ended live on for their `reclaim_session_timeout`, counted from the
  /// latest message of each.
  private static final long KEEP_ALIVE_MS = 2_000;

  /// So old may the load by other instances be when a room is placed.
  private static final long LOAD_MS = 1_000;

  /// One to send, one to receive; Janus counts those that send.
  private static final int TRANSPORTS_PER_PARTICIPANT = 2;

  private final JanusSettings settings;
  private final JanusConnection connection;
  private final MediaLoop loop;
  private final List<JanusRoom> rooms = new ArrayList<>();
  private final List<Runnable> changed = new ArrayList<>();
  private @Nullable JanusHandle control;
  private long controlSession = -1;
  private boolean isUp;

  /// As of the latest [#roomNames]: what other instances have on this server.
  private int transportsOfOthers;

  JanusServer(WebSocketClient client, MediaLoop loop, JanusSettings settings) {
    this.settings = settings;
    this.loop = loop;
    this.connection = new JanusConnection(client, loop, settings, this);
  }

  void start() {
    loop.run(connection::connect);
    loop.every(KEEP_ALIVE_MS, this::keepAlive);
    loop.every(LOAD_MS, this::measureLoad);
  }

  private void measureLoad() {
    if (isUp) {
      roomNames().exceptionally(failure -> Set.of()); // the connection notices for itself
    }
  }

  void stop() {
    loop.run(connection::stop);
  }

  @Override
  public String name() {
    return settings.url().getAuthority();
  }

  @Override
  public boolean isUp() {
    return isUp;
  }

  @Override
  public int transports() {
    return transportsOfOthers + rooms.stream().mapToInt(JanusRoom::transports).sum();
  }

  @Override
  public void onChange(Runnable listener) {
    changed.add(listener);
  }

  @Override
  public void opened() {
    CompletionStage<Long> session =
        connection
            .request(new JsonObject().put("janus", "create"), false)
            .thenApply(reply -> reply.getJsonObject("data").getLong("id"));
    JanusHandle handle = new JanusHandle(connection, session, () -> {});
    handle
        .request(list(), null)
        .whenComplete(
            (reply, failure) -> {
              if (failure == null) {
                controlSession = session.toCompletableFuture().join();
                up(handle);
              } else {
                LOG.warnf("%s does not take our requests: %s", name(), failure.getMessage());
                connection.close("it does not take our requests");
              }
            });
  }

  private void up(JanusHandle handle) {
    control = handle;
    isUp = true;
    connection.works();
    LOG.infof("media server %s is up", name());
    changed.forEach(Runnable::run);
  }

  @Override
  public void closed(String reason) {
    rooms.clear();
    control = null;
    controlSession = -1;
    if (isUp) {
      isUp = false;
      LOG.warnf("media server %s is down: %s", name(), reason);
      changed.forEach(Runnable::run);
    }
  }

  @Override
  public void event(JsonObject event) {
    long session = event.getLong("session_id", -1L);
    if ("timeout".equals(event.getString("janus")) && isOurs(session)) {
      connection.close("a session has expired");
      return;
    }
    for (JanusRoom room : List.copyOf(rooms)) {
      if (room.sessionId() == session) {
        room.event(event);
      }
    }
  }

  private boolean isOurs(long session) {
    return session == controlSession
        || rooms.stream().anyMatch(room -> room.sessionId() == session);
  }

  private void keepAlive() {
    rooms.forEach(JanusRoom::keepAlive);
    if (controlSession >= 0) {
      connection
          .request(
              new JsonObject().put("janus", "keepalive").put("session_id", controlSession), true)
          .exceptionally(failure -> null); // the connection notices for itself
    }
  }

  @Override
  public CompletionStage<Room> createRoom(String name) {
    JanusRoom room =
        new JanusRoom(connection, name, settings.adminKey(), rooms::add, rooms::remove);
    return room.create()
        .whenComplete(
            (created, failure) -> {
              if (failure != null && room.sessionId() >= 0) {
                room.close();
              }
            });
  }

  @Override
  public CompletionStage<Set<String>> roomNames() {
    return control(list())
        .thenApply(
            reply -> {
              Set<String> names = new HashSet<>();
              JsonArray list = JanusMessages.data(reply).getJsonArray("list", new JsonArray());
              int participants = 0;
              for (int i = 0; i < list.size(); i++) {
                String name = Objects.toString(list.getJsonObject(i).getValue("room"));
                names.add(name);
                if (rooms.stream().noneMatch(room -> room.name().equals(name))) {
                  participants += list.getJsonObject(i).getInteger("num_participants", 0);
                }
              }
              transportsOfOthers = participants * TRANSPORTS_PER_PARTICIPANT;
              return names;
            });
  }

  @Override
  public CompletionStage<Void> destroyRoom(String name) {
    return control(new JsonObject().put("request", "destroy").put("room", name))
        .thenAccept(destroyed -> {});
  }

  private JsonObject list() {
    JsonObject list = new JsonObject().put("request", "list");
    return settings.adminKey() == null ? list : list.put("admin_key", settings.adminKey());
  }

  private CompletionStage<JsonObject> control(JsonObject body) {
    JanusHandle handle = control;
    return handle == null
        ? CompletableFuture.failedFuture(new MediaServerException("not connected"))
        : handle.request(body, null);
  }
}
