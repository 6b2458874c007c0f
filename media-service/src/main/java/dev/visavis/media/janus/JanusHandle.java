package dev.visavis.media.janus;

import dev.visavis.media.room.Candidate;
import dev.visavis.media.room.MediaServerException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One handle of the VideoRoom plugin. Its requests are sent one by one, each after the reply
/// to the one before, also while the handle itself is still being attached.
final class JanusHandle {
  /// So many requests may wait, except for the end of the handle. Nobody needs more; a device that
  /// sends candidates without end would fill the memory.
  static final int MOST_WAITING = 100;

  private final JanusConnection connection;
  private final CompletionStage<Long> session;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;
  private long sessionId;
  private long handleId = -1;

  /// @param attached called with the id once it is known, before the reply to any other request
  JanusHandle(JanusConnection connection, CompletionStage<Long> session, Runnable attached) {
    this.connection = connection;
    this.session = session;
    enqueue(() -> attach(attached))
        .exceptionally(failure -> null); // each of the following requests fails, too, and says why
  }

  /// -1 while it is not attached.
  long id() {
    return handleId;
  }

  private CompletionStage<JsonObject> attach(Runnable attached) {
    return session
        .thenCompose(
            id -> {
              sessionId = id;
              return connection.request(
                  new JsonObject()
                      .put("janus", "attach")
                      .put("session_id", id)
                      .put("plugin", "janus.plugin.videoroom"),
                  false);
            })
        .thenApply(
            reply -> {
              handleId = reply.getJsonObject("data").getLong("id");
              attached.run();
              return reply;
            });
  }

  /// A request to the plugin; returns its reply or its first event.
  CompletionStage<JsonObject> request(JsonObject body, @Nullable JsonObject jsep) {
    return enqueue(
        () -> {
          JsonObject message = message("message").put("body", body);
          if (jsep != null) {
            message.put("jsep", jsep);
          }
          return connection.request(message, false);
        });
  }

  CompletionStage<JsonObject> trickle(Candidate candidate) {
    return enqueue(
        () ->
            connection.request(
                message("trickle").put("candidate", JanusMessages.trickle(candidate)), true));
  }

  /// Ends the handle, after everything that was requested before.
  CompletionStage<JsonObject> detach() {
    return append(() -> connection.request(message("detach"), false));
  }

  private JsonObject message(String kind) {
    return new JsonObject()
        .put("janus", kind)
        .put("session_id", sessionId)
        .put("handle_id", handleId);
  }

  private CompletionStage<JsonObject> enqueue(Supplier<CompletionStage<JsonObject>> request) {
    return waiting.size() < MOST_WAITING
        ? append(request)
        : CompletableFuture.failedFuture(new MediaServerException("too many requests wait"));
  }

  private CompletionStage<JsonObject> append(Supplier<CompletionStage<JsonObject>> request) {
    CompletableFuture<JsonObject> reply = new CompletableFuture<>();
    waiting.add(
        () ->
            request
                .get()
                .whenComplete(
                    (message, failure) -> {
                      busy = false;
                      if (failure == null) {
                        reply.complete(message);
                      } else {
                        reply.completeExceptionally(failure);
                      }
                      next();
                    }));
    next();
    return reply;
  }

  private void next() {
    Runnable request = busy ? null : waiting.poll();
    if (request != null) {
      busy = true;
      request.run();
    }
  }
}
