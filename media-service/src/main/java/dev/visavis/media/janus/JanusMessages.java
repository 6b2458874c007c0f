package dev.visavis.media.janus;

import dev.visavis.media.room.Candidate;
import dev.visavis.media.room.Consumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads and writes the parts of Janus' messages.
final class JanusMessages {
  private JanusMessages() {}

  /// The error that a reply reports; null if it reports none.
  static @Nullable String error(JsonObject reply) {
    JsonObject error = reply.getJsonObject("error");
    if (error != null) {
      return error.getString("reason") + " (" + error.getInteger("code") + ")";
    }
    JsonObject data = data(reply);
    return data.containsKey("error_code")
        ? data.getString("error") + " (" + data.getInteger("error_code") + ")"
        : null;
  }

  /// The content of the plugin in a reply or an event; empty if there is none.
  static JsonObject data(JsonObject message) {
    JsonObject plugin = message.getJsonObject("plugindata");
    JsonObject data = plugin == null ? null : plugin.getJsonObject("data");
    return data == null ? new JsonObject() : data;
  }

  /// The SDP of this type in a message; null if it has none.
  static @Nullable String sdp(JsonObject message, String type) {
    JsonObject jsep = message.getJsonObject("jsep");
    return jsep != null && type.equals(jsep.getString("type")) ? jsep.getString("sdp") : null;
  }

  static JsonObject jsep(String type, String sdp) {
    return new JsonObject().put("type", type).put("sdp", sdp);
  }

  static JsonObject trickle(Candidate candidate) {
    if (candidate.line() == null) {
      return new JsonObject().put("completed", true);
    }
    JsonObject trickle = new JsonObject().put("candidate", candidate.line());
    if (candidate.mid() != null) {
      trickle.put("sdpMid", candidate.mid());
    }
    if (candidate.index() != null) {
      trickle.put("sdpMLineIndex", candidate.index());
    }
    return trickle;
  }

  /// The candidate of a `trickle` event.
  static Candidate candidate(JsonObject event) {
    JsonObject candidate = event.getJsonObject("candidate", new JsonObject());
    String line = candidate.getString("candidate");
    return line == null
        ? Candidate.END
        : new Candidate(line, candidate.getString("sdpMid"), candidate.getInteger("sdpMLineIndex"));
  }

  /// The sections of a subscription.
  static List<Consumer> consumers(JsonObject data) {
    List<Consumer> consumers = new ArrayList<>();
    JsonArray streams = data.getJsonArray("streams", new JsonArray());
    for (int i = 0; i < streams.size(); i++) {
      JsonObject stream = streams.getJsonObject(i);
      consumers.add(
          new Consumer(stream.getString("mid"), "video".equals(stream.getString("type"))));
    }
    return consumers;
  }
}
