package dev.visavis.media.janus;

import dev.visavis.media.room.Candidate;
import dev.visavis.media.room.Transport;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The common part of publishers and subscribers: a handle, and the events of any connection.
abstract class JanusTransport {
  /// Janus tries each candidate, so one device could make it send to many addresses. A device with
  /// several networks has about 20.
  static final int MOST_CANDIDATES = 50;

  private final JanusRoom room;
  private final Transport.Listener listener;
  private final JanusHandle handle;
  private int candidates;
  private boolean closed;

  JanusTransport(JanusRoom room, Transport.Listener listener) {
    this.room = room;
    this.listener = listener;
    this.handle = room.attach(this);
  }

  final JanusHandle handle() {
    return handle;
  }

  /// An event that is not common to all connections.
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

  /// The device has sent a new description, with new candidates to follow.
  final void described() {
    candidates = 0;
  }

  /// A candidate that is refused is one path less.
  final void trickle(Candidate candidate) {
    candidates++;
    if (!closed && candidates <= MOST_CANDIDATES) {
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
