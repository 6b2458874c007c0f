package dev.visavis.media.janus;

import dev.visavis.media.room.Candidate;
import dev.visavis.media.room.MediaServerException;
import dev.visavis.media.room.PublishTransport;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// A publisher of the VideoRoom plugin.
final class JanusPublish extends JanusTransport implements PublishTransport {
  private final JanusRoom room;
  private final String name;
  private final PublishTransport.Listener listener;

  JanusPublish(JanusRoom room, String name, PublishTransport.Listener listener) {
    super(room, listener);
    this.room = room;
    this.name = name;
    this.listener = listener;
    request(
        new JsonObject()
            .put("request", "join")
            .put("ptype", "publisher")
            .put("room", room.name())
            .put("id", name),
        null);
  }

  @Override
  public CompletionStage<String> negotiate(String offerSdp) {
    described();
    room.simulcast(name, Simulcast.parse(offerSdp));
    return handle()
        .request(
            new JsonObject().put("request", "configure"), JanusMessages.jsep("offer", offerSdp))
        .thenApply(
            reply -> {
              String answer = JanusMessages.sdp(reply, "answer");
              if (answer == null) {
                throw new MediaServerException("there is no answer");
              }
              return answer;
            });
  }

  @Override
  public void addCandidate(Candidate candidate) {
    trickle(candidate);
  }

  @Override
  void ended() {
    room.simulcast(name, Map.of());
  }

  @Override
  void happened(JsonObject event) {
    JsonObject data = JanusMessages.data(event);
    // Everybody in the room is told who speaks; that of others is heard on their own handles.
    boolean isOwn = name.equals(data.getString("id"));
    switch (data.getString("videoroom", event.getString("janus", ""))) {
      case "talking" -> {
        if (isOwn) {
          listener.speaks((int) Math.round(data.getDouble("audio-level-dBov-avg", 127.0)));
        }
      }
      case "stopped-talking" -> {
        if (isOwn) {
          listener.isSilent();
        }
      }
      case "media" -> {
        if ("audio".equals(event.getString("type")) && !event.getBoolean("receiving", true)) {
          listener.isSilent();
        }
      }
      default -> {}
    }
  }
}
