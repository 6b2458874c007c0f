package dev.visavis.media.janus;

import dev.visavis.media.MediaLoop;
import dev.visavis.media.room.MediaServerException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The socket to one Janus, which is opened again whenever it ends. Belongs to the loop.
final class JanusConnection {
  private static final Logger LOG = Logger.getLogger(JanusConnection.class);
  private static final long FIRST_PAUSE_MS = 250;
  private static final long LONGEST_PAUSE_MS = 4_000;

  /// Hears of the socket, and of messages that are no replies.
  interface Listener {
    /// It is open: requests can be sent.
    void opened();

    /// It has ended, and all sessions with it.
    void closed(String reason);

    void event(JsonObject event);
  }

  /// @param repliesWithAck whether Janus has nothing more to say than that it got the request
  private record Request(CompletableFuture<JsonObject> reply, boolean repliesWithAck) {}

  private final WebSocketClient client;
  private final MediaLoop loop;
  private final JanusSettings settings;
  private final Listener listener;
  private final Map<String, Request> requests = new HashMap<>();
  private @Nullable WebSocket socket;
  private long requestCount;

  /// Grows with each attempt to connect, and again when that is settled.
  private long attempts;

  private long heardAtMs;
  private long pauseMs = FIRST_PAUSE_MS;
  private boolean stopped;

  JanusConnection(
      WebSocketClient client, MediaLoop loop, JanusSettings settings, Listener listener) {
    this.client = client;
    this.loop = loop;
    this.settings = settings;
    this.listener = listener;
  }

  void connect() {
    if (stopped) {
      return;
    }
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setAbsoluteURI(settings.url().toString())
            .addSubProtocol("janus-protocol");
    attempts++;
    long attempt = attempts;
    client
        .connect(options)
        .onSuccess(opened -> loop.run(() -> opened(attempt, opened)))
        .onFailure(failure -> loop.run(() -> retry(attempt, String.valueOf(failure.getMessage()))));
    // A process that is stopped accepts the connection and says nothing.
    loop.after(settings.silence().toMillis(), () -> retry(attempt, "no answer"));
  }

  /// Ends it for good. The listener is not told: at the end of the process, nobody can act on it.
  void stop() {
    stopped = true;
    WebSocket open = socket;
    socket = null;
    if (open != null) {
      open.close();
    }
  }

  private void opened(long attempt, WebSocket opened) {
    if (stopped || attempt != attempts) {
      opened.close();
      return;
    }
    attempts++;
    socket = opened;
    heardAtMs = loop.nowMs();
    opened.textMessageHandler(text -> loop.run(() -> received(opened, text)));
    opened.closeHandler(end -> loop.run(() -> ended(opened, "the socket was closed")));
    opened.exceptionHandler(
        failure -> loop.run(() -> ended(opened, String.valueOf(failure.getMessage()))));
    ping(opened);
    watch(opened);
    listener.opened();
  }

  /// Resets the pause before the next attempt. Call it once Janus does what it is asked for.
  void works() {
    pauseMs = FIRST_PAUSE_MS;
  }

  /// @param attempt that has failed; nothing happens if it is settled already
  private void retry(long attempt, String reason) {
    if (attempt != attempts) {
      return;
    }
    attempts++;
    LOG.debugf("cannot reach %s: %s", settings.url(), reason);
    loop.after(pauseMs, this::connect);
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
  }

  private void ping(WebSocket on) {
    if (socket != on) {
      return;
    }
    write(on, new JsonObject().put("janus", "ping").put("transaction", "ping"));
    loop.after(settings.ping().toMillis(), () -> ping(on));
  }

  private void watch(WebSocket on) {
    if (socket != on) {
      return;
    }
    long leftMs = heardAtMs + settings.silence().toMillis() - loop.nowMs();
    if (leftMs <= 0) {
      ended(on, "no answer for " + settings.silence());
    } else {
      loop.after(leftMs, () -> watch(on));
    }
  }

  /// Ends the socket, and opens it again.
  void close(String reason) {
    WebSocket open = socket;
    if (open != null) {
      ended(open, reason);
    }
  }

  private void ended(WebSocket which, String reason) {
    if (socket != which) {
      return;
    }
    socket = null;
    which.close();
    List<Request> lost = new ArrayList<>(requests.values());
    requests.clear();
    lost.forEach(request -> fail(request, reason));
    listener.closed(reason);
    retry(attempts, reason);
  }

  /// Sends a request and returns the reply that ends it.
  ///
  /// @param repliesWithAck whether an `ack` is all that follows
  CompletionStage<JsonObject> request(JsonObject message, boolean repliesWithAck) {
    CompletableFuture<JsonObject> reply = new CompletableFuture<>();
    WebSocket open = socket;
    if (open == null) {
      reply.completeExceptionally(new MediaServerException("not connected"));
      return reply;
    }
    requestCount++;
    String transaction = Long.toString(requestCount);
    Request request = new Request(reply, repliesWithAck);
    requests.put(transaction, request);
    write(open, message.put("transaction", transaction));
    loop.after(
        settings.requestTimeout().toMillis(),
        () -> {
          if (requests.remove(transaction, request)) {
            fail(request, "no reply to " + message.getString("janus"));
          }
        });
    return reply;
  }

  private void write(WebSocket on, JsonObject message) {
    if (settings.apiSecret() != null) {
      message.put("apisecret", settings.apiSecret());
    }
    on.writeTextMessage(message.encode())
        .onFailure(failure -> loop.run(() -> ended(on, String.valueOf(failure.getMessage()))));
  }

  private void received(WebSocket from, String text) {
    if (socket != from) {
      return;
    }
    heardAtMs = loop.nowMs();
    try {
      received(new JsonObject(text));
    } catch (DecodeException | ClassCastException e) {
      LOG.warnf("%s sent something that is not understood: %s", settings.url(), e.getMessage());
    }
  }

  private void received(JsonObject message) {
    String kind = message.getString("janus", "");
    String transaction = message.getString("transaction", "");
    Request request = requests.get(transaction);
    if (request == null || (kind.equals("ack") && !request.repliesWithAck())) {
      if (!kind.equals("ack") && !kind.equals("pong")) {
        listener.event(message);
      }
      return;
    }
    requests.remove(transaction);
    String error = JanusMessages.error(message);
    if (error == null) {
      request.reply().complete(message);
    } else {
      fail(request, error);
    }
  }

  private static void fail(Request request, String reason) {
    request.reply().completeExceptionally(new MediaServerException(reason));
  }
}
