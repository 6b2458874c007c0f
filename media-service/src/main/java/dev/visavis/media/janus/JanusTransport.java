package dev.visavis.media.janus;

import dev.visavis.media.room.Candidate;
import dev.visavis.media.room.Transport;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// What the connections of publishers and subscribers have in common: a handle, and what happens to
/// any connection.
abstract class JanusTransport {
  private final JanusRoom room;
  private final Transport.Listener listener;
  private final JanusHandle handle;
  private boolean closed;

  JanusTransport(JanusRoom room, Transport.Listener listener) {
    this.room = room;
    this.listener = listener;
    this.handle = room.attach(this);
  }

  final JanusHandle handle() {
    return handle;
  }

  /// What happens beyond that which is common to all.
  abstract void happened(JsonObject event);

  /// An event of the handle.
  final void event(JsonObject event) {
    if (closed) {
      return;
    }
    switch (event.getString("janus", "")) {
      case "webrtcup" -> listener.connected();
      case "trickle" -> listener.candidate(JanusMessages.candidate(event));
      case "hangup" -> lost("hung up: " + event.getString("reason"));
      case "detached" -> lost("detached");
      default -> happened(event);
    }
  }

  /// A request without which the connection is of no use.
  final void request(JsonObject body, @Nullable JsonObject jsep) {
    handle
        .request(body, jsep)
        .whenComplete(
            (reply, failure) -> {
              if (failure != null) {
                lost(String.valueOf(failure.getMessage()));
              }
            });
  }

  /// A candidate that is refused is one path less.
  final void trickle(Candidate candidate) {
    if (!closed) {
      handle.trickle(candidate).exceptionally(failure -> null);
    }
  }

  final void lost(String reason) {
    if (!closed) {
      listener.lost(reason);
    }
  }

  /// Ends the connection; see [Transport#close].
  public final void close() {
    if (!closed) {
      room.detach(this);
    }
  }

  /// Called once when the connection is closed.
  void ended() {}

  final CompletionStage<?> detach() {
    closed = true;
    ended();
    return handle.detach();
  }
}
