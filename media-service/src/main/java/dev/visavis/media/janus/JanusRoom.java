package dev.visavis.media.janus;

import dev.visavis.media.room.MediaServerException;
import dev.visavis.media.room.Producer;
import dev.visavis.media.room.PublishTransport;
import dev.visavis.media.room.Room;
import dev.visavis.media.room.SubscribeTransport;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A room of the VideoRoom plugin, with the session that its handles belong to.
final class JanusRoom implements Room {
  /// More than a call has participants: an old and a new connection of a device overlap.
  private static final int MOST_PUBLISHERS = 64;

  /// Packets of audio, of 20 ms each, over which the level is averaged: somebody who speaks is
  /// recognized within half a second.
  private static final int LEVEL_PACKETS = 20;

  /// In -dBov: louder than this is speech.
  private static final int SPEECH_LEVEL = 60;

  private static final String DUMMY_AUDIO_MID = "0";
  private static final String DUMMY_VIDEO_MID = "1";

  private final JanusConnection connection;
  private final String name;
  private final @Nullable String adminKey;
  private final Consumer<JanusRoom> whenClosed;
  private final CompletionStage<Long> session;
  private final JanusHandle control;
  private final Map<Long, JanusTransport> transports = new HashMap<>();
  private final Map<String, Map<String, Simulcast>> simulcast = new HashMap<>();
  private final List<CompletionStage<?>> detaching = new ArrayList<>();
  private long sessionId = -1;
  private int open;
  private String dummy = "";

  /// @param opened called with the room once its session has an id
  JanusRoom(
      JanusConnection connection,
      String name,
      @Nullable String adminKey,
      Consumer<JanusRoom> opened,
      Consumer<JanusRoom> whenClosed) {
    this.connection = connection;
    this.name = name;
    this.adminKey = adminKey;
    this.whenClosed = whenClosed;
    this.session =
        connection
            .request(new JsonObject().put("janus", "create"), false)
            .thenApply(
                reply -> {
                  sessionId = reply.getJsonObject("data").getLong("id");
                  opened.accept(this);
                  return sessionId;
                });
    this.control = new JanusHandle(connection, session, () -> {});
  }

  String name() {
    return name;
  }

  long sessionId() {
    return sessionId;
  }

  /// How many transports it has.
  int transports() {
    return open;
  }

  CompletionStage<Room> create() {
    JsonObject create =
        request("create")
            .put("is_private", true)
            .put("publishers", MOST_PUBLISHERS)
            .put("audiocodec", "opus")
            .put("videocodec", "vp8")
            .put("audiolevel_event", true)
            .put("audio_active_packets", LEVEL_PACKETS)
            .put("audio_level_average", SPEECH_LEVEL)
            .put("dummy_publisher", true)
            .put(
                "dummy_streams",
                new JsonArray()
                    .add(new JsonObject().put("codec", "opus"))
                    .add(new JsonObject().put("codec", "vp8")));
    if (adminKey != null) {
      create.put("admin_key", adminKey);
    }
    return control
        .request(create, null)
        .thenCompose(created -> control.request(request("listparticipants"), null))
        .thenApply(
            reply -> {
              dummy = dummyOf(JanusMessages.data(reply));
              return this;
            });
  }

  private static String dummyOf(JsonObject data) {
    JsonArray participants = data.getJsonArray("participants", new JsonArray());
    for (int i = 0; i < participants.size(); i++) {
      JsonObject participant = participants.getJsonObject(i);
      if (participant.getBoolean("dummy", false)) {
        return participant.getString("id");
      }
    }
    throw new MediaServerException("the room has no dummy publisher");
  }

  /// A subscription to nothing.
  JsonObject nothing(boolean isVideo) {
    return new JsonObject()
        .put("feed", dummy)
        .put("mid", isVideo ? DUMMY_VIDEO_MID : DUMMY_AUDIO_MID);
  }

  /// Notes the simulcast sections of a publisher, by mid; none: it has ended.
  void simulcast(String feed, Map<String, Simulcast> sections) {
    if (sections.isEmpty()) {
      simulcast.remove(feed);
    } else {
      simulcast.put(feed, sections);
    }
  }

  Simulcast simulcastOf(Producer producer) {
    return simulcast
        .getOrDefault(producer.transport(), Map.of())
        .getOrDefault(producer.mid(), Simulcast.UNKNOWN);
  }

  private JsonObject request(String kind) {
    return new JsonObject().put("request", kind).put("room", name);
  }

  @Override
  public PublishTransport publish(String feed, PublishTransport.Listener listener) {
    return new JanusPublish(this, feed, listener);
  }

  @Override
  public SubscribeTransport subscribe(SubscribeTransport.Listener listener) {
    return new JanusSubscribe(this, listener);
  }

  /// Attaches a handle for a transport, which gets its events.
  JanusHandle attach(JanusTransport transport) {
    open++;
    return new JanusHandle(
        connection, session, () -> transports.put(transport.handle().id(), transport));
  }

  void detach(JanusTransport transport) {
    open--;
    CompletionStage<?> detached = transport.detach();
    detaching.add(detached);
    detached.whenComplete(
        (done, failure) -> {
          detaching.remove(detached);
          transports.remove(transport.handle().id());
        });
  }

  void event(JsonObject event) {
    JanusTransport transport = transports.get(event.getLong("sender", -1L));
    if (transport != null) {
      transport.event(event);
    }
  }

  /// Keeps the session from expiring.
  void keepAlive() {
    connection
        .request(sessionRequest("keepalive"), true)
        .exceptionally(failure -> null); // the connection notices for itself
  }

  private JsonObject sessionRequest(String kind) {
    return new JsonObject().put("janus", kind).put("session_id", sessionId);
  }

  /// Empties the room before it is destroyed: a room that is destroyed with participants in it can
  /// crash Janus.
  @Override
  public CompletionStage<Void> close() {
    List.copyOf(transports.values()).forEach(JanusTransport::close);
    CompletableFuture<?>[] all =
        detaching.stream()
            .map(each -> each.toCompletableFuture().exceptionally(failure -> null))
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(all)
        .thenCompose(emptied -> control.request(request("destroy"), null))
        .handle((destroyed, failure) -> "")
        .thenCompose(anyway -> connection.request(sessionRequest("destroy"), false))
        .handle(
            (destroyed, failure) -> {
              whenClosed.accept(this);
              return null;
            });
  }
}
