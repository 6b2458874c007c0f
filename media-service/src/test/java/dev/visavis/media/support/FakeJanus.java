package dev.visavis.media.support;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A Janus without media: as much of its WebSocket API and of the VideoRoom plugin as media-service
/// uses, with the answers that version 1.1.2 gives. It notes requests for a handle that overlap.
public final class FakeJanus implements AutoCloseable {
  public static final String API_SECRET = "api-secret";
  public static final String ADMIN_KEY = "admin-key";

  private static final class Handle {
    private final long session;
    private boolean isBusy;
    private @Nullable String feed;
    private @Nullable JsonArray streams;

    private Handle(long session) {
      this.session = session;
    }
  }

  private final Vertx vertx;
  private final HttpServer server;
  private final Map<Long, Handle> handles = new LinkedHashMap<>();
  private final Set<Long> sessions = new HashSet<>();
  private final Set<String> rooms = new TreeSet<>();
  private final Map<String, Long> feeds = new HashMap<>();
  private final List<JsonObject> requests = new ArrayList<>();
  private @Nullable ServerWebSocket socket;
  private long lastId = 1_000;
  private int overlaps;
  private int refusals;
  private int candidates;
  private boolean isPaused;

  public FakeJanus(Vertx vertx, int port) {
    this.vertx = vertx;
    this.server =
        vertx.createHttpServer(
            new HttpServerOptions().setHost("127.0.0.1").addWebSocketSubProtocol("janus-protocol"));
    server.webSocketHandler(this::accept);
    await(server.listen(port));
  }

  public URI url() {
    return URI.create("ws://127.0.0.1:" + server.actualPort());
  }

  private synchronized void accept(ServerWebSocket opened) {
    socket = opened;
    opened.textMessageHandler(text -> receive(new JsonObject(text)));
    opened.closeHandler(closed -> end());
  }

  /// All sessions end with the socket; rooms stay.
  private synchronized void end() {
    handles.clear();
    sessions.clear();
    feeds.clear();
  }

  /// Answers nothing any more, as a process that is stopped.
  public synchronized void pause(boolean paused) {
    isPaused = paused;
  }

  /// Ends all sockets.
  public synchronized void drop() {
    if (socket != null) {
      socket.close();
    }
  }

  public synchronized Set<String> rooms() {
    return new TreeSet<>(rooms);
  }

  public synchronized int handleCount() {
    return handles.size();
  }

  /// How many requests arrived before the reply to the one before on their handle.
  public synchronized int overlaps() {
    return overlaps;
  }

  /// How many requests had a wrong secret.
  public synchronized int refusals() {
    return refusals;
  }

  /// How many candidates have arrived.
  public synchronized int candidates() {
    return candidates;
  }

  /// The bodies of plugin requests of this kind.
  public synchronized List<JsonObject> bodies(String kind) {
    return requests.stream().filter(body -> kind.equals(body.getString("request"))).toList();
  }

  /// An event of the handle that publishes this feed.
  public synchronized void tellPublisher(String feed, JsonObject event) {
    Long handle = feeds.get(feed);
    if (handle == null) {
      throw new IllegalStateException("no such feed: " + feed);
    }
    tell(handle, event);
  }

  private void tell(long handle, JsonObject event) {
    Handle about = handles.get(handle);
    if (about != null) {
      write(event.copy().put("sender", handle).put("session_id", about.session));
    }
  }

  private synchronized void receive(JsonObject message) {
    if (isPaused) {
      return;
    }
    if ("ping".equals(message.getString("janus"))) {
      reply(message, new JsonObject().put("janus", "pong"));
    } else if (!API_SECRET.equals(message.getString("apisecret"))) {
      refusals++;
      error(message, 403, "Unauthorized request (wrong or missing secret/token)");
    } else {
      accepted(message);
    }
  }

  private void accepted(JsonObject message) {
    switch (message.getString("janus")) {
      case "create" -> {
        lastId++;
        sessions.add(lastId);
        success(message, lastId);
      }
      case "attach" -> {
        lastId++;
        handles.put(lastId, new Handle(message.getLong("session_id")));
        success(message, lastId);
      }
      case "trickle" -> {
        candidates++;
        reply(message, new JsonObject().put("janus", "ack"));
      }
      case "keepalive" -> reply(message, new JsonObject().put("janus", "ack"));
      case "detach" -> {
        long handle = message.getLong("handle_id");
        feeds.values().remove(handle);
        handles.remove(handle);
        success(message, handle);
      }
      case "destroy" -> {
        sessions.remove(message.getLong("session_id"));
        handles.values().removeIf(handle -> handle.session == message.getLong("session_id"));
        success(message, 0);
      }
      case "message" -> pluginRequest(message);
      default -> error(message, 457, "Unknown request");
    }
  }

  private void pluginRequest(JsonObject message) {
    long id = message.getLong("handle_id");
    Handle handle = handles.get(id);
    JsonObject body = message.getJsonObject("body");
    requests.add(body);
    if (handle == null) {
      error(message, 459, "No such handle");
      return;
    }
    if (handle.isBusy) {
      overlaps++;
    }
    handle.isBusy = true;
    vertx.setTimer(2, fired -> finish(message, id, handle, body));
  }

  private synchronized void finish(JsonObject message, long id, Handle handle, JsonObject body) {
    handle.isBusy = false;
    String room = body.getString("room", "");
    switch (body.getString("request")) {
      case "create" -> {
        if (ADMIN_KEY.equals(body.getString("admin_key"))) {
          rooms.add(room);
          plugin(message, id, new JsonObject().put("videoroom", "created"), null);
        } else {
          refused(message, id, 433, "Unauthorized (wrong or missing admin_key)");
        }
      }
      case "list" -> {
        JsonArray list = new JsonArray();
        rooms.forEach(
            name -> list.add(new JsonObject().put("room", name).put("num_participants", 3)));
        plugin(message, id, new JsonObject().put("videoroom", "success").put("list", list), null);
      }
      case "listparticipants" ->
          plugin(
              message,
              id,
              new JsonObject()
                  .put("videoroom", "participants")
                  .put(
                      "participants",
                      new JsonArray().add(new JsonObject().put("id", "dummy").put("dummy", true))),
              null);
      case "destroy" -> {
        rooms.remove(room);
        plugin(message, id, new JsonObject().put("videoroom", "destroyed"), null);
      }
      case "join" -> join(message, id, handle, body);
      case "configure" -> configure(message, id, handle);
      case "start" -> {
        plugin(message, id, new JsonObject().put("started", "ok"), null);
        tell(id, new JsonObject().put("janus", "webrtcup"));
      }
      case "switch" -> change(message, id, handle, body);
      default -> refused(message, id, 423, "Unknown request");
    }
  }

  private void join(JsonObject message, long id, Handle handle, JsonObject body) {
    if (!rooms.contains(body.getString("room"))) {
      refused(message, id, 426, "No such room");
    } else if ("publisher".equals(body.getString("ptype"))) {
      handle.feed = body.getString("id");
      plugin(message, id, new JsonObject().put("videoroom", "joined"), null);
    } else {
      JsonArray streams = new JsonArray();
      for (int i = 0; i < body.getJsonArray("streams").size(); i++) {
        String mid = body.getJsonArray("streams").getJsonObject(i).getString("mid");
        streams.add(
            new JsonObject()
                .put("mid", Integer.toString(i))
                .put("type", mid.equals("0") ? "audio" : "video"));
      }
      handle.streams = streams;
      plugin(
          message,
          id,
          new JsonObject().put("videoroom", "attached").put("streams", streams),
          new JsonObject().put("type", "offer").put("sdp", "offer of " + streams.size()));
    }
  }

  private void configure(JsonObject message, long id, Handle handle) {
    JsonObject jsep = message.getJsonObject("jsep");
    if (jsep == null) {
      plugin(message, id, new JsonObject().put("configured", "ok"), null);
      return;
    }
    plugin(
        message,
        id,
        new JsonObject().put("configured", "ok"),
        new JsonObject().put("type", "answer").put("sdp", "answer to " + handle.feed));
    if (handle.feed != null) {
      feeds.put(handle.feed, id);
    }
    tell(id, new JsonObject().put("janus", "webrtcup"));
  }

  private void change(JsonObject message, long id, Handle handle, JsonObject body) {
    JsonArray streams = body.getJsonArray("streams");
    for (int i = 0; i < streams.size(); i++) {
      String feed = streams.getJsonObject(i).getString("feed");
      if (!feed.equals("dummy") && !feeds.containsKey(feed)) {
        refused(message, id, 428, "No such feed (" + feed + ")");
        return;
      }
    }
    plugin(
        message, id, new JsonObject().put("switched", "ok").put("streams", handle.streams), null);
  }

  private void plugin(JsonObject request, long id, JsonObject data, @Nullable JsonObject jsep) {
    JsonObject event =
        new JsonObject()
            .put("janus", "event")
            .put("sender", id)
            .put("session_id", request.getLong("session_id"))
            .put(
                "plugindata",
                new JsonObject().put("plugin", "janus.plugin.videoroom").put("data", data));
    reply(request, new JsonObject().put("janus", "ack"));
    reply(request, jsep == null ? event : event.put("jsep", jsep));
  }

  private void refused(JsonObject request, long id, int code, String reason) {
    plugin(
        request,
        id,
        new JsonObject().put("videoroom", "event").put("error_code", code).put("error", reason),
        null);
  }

  private void success(JsonObject request, long id) {
    reply(
        request,
        new JsonObject().put("janus", "success").put("data", new JsonObject().put("id", id)));
  }

  private void error(JsonObject request, int code, String reason) {
    reply(
        request,
        new JsonObject()
            .put("janus", "error")
            .put("error", new JsonObject().put("code", code).put("reason", reason)));
  }

  private void reply(JsonObject request, JsonObject reply) {
    write(reply.put("transaction", request.getString("transaction")));
  }

  private void write(JsonObject message) {
    ServerWebSocket open = socket;
    if (open != null && !open.isClosed() && !isPaused) {
      var _ = open.writeTextMessage(message.encode());
    }
  }

  @Override
  public void close() {
    await(server.close());
  }

  private static void await(Future<?> future) {
    try {
      future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
