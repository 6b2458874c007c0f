package dev.visavis.devstack.probe;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The signaling socket of one device, as in docs/protocol.md.
final class SignalingSocket implements AutoCloseable {
  private static final int MAX_UNREAD = 100;

  private final BlockingQueue<JsonObject> unread = new LinkedBlockingQueue<>(MAX_UNREAD);
  private final List<String> seen = new ArrayList<>();
  private final WebSocket socket;

  private SignalingSocket(HttpClient client, URI edge, String token, Duration timeout)
      throws IOException, InterruptedException {
    var uri = URI.create(edge.toString().replaceFirst("^http", "ws") + "/signaling");
    try {
      socket =
          client
              .newWebSocketBuilder()
              .header("Authorization", "Bearer " + token)
              .buildAsync(uri, new Reader())
              .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("cannot open a socket at " + uri + ": " + e.getMessage(), e);
    }
  }

  static SignalingSocket open(HttpClient client, URI edge, String token, Duration timeout)
      throws IOException, InterruptedException {
    return new SignalingSocket(client, edge, token, timeout);
  }

  void send(JsonObject message) throws IOException, InterruptedException {
    try {
      socket.sendText(message.encode(), true).get(5, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("cannot send a message: " + e.getMessage(), e);
    }
  }

  /// Waits for the next message of this type. Other messages are ignored; an error ends the wait.
  JsonObject await(String type, Duration timeout) throws IOException, InterruptedException {
    var deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      var message = unread.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (message == null) {
        throw new IOException(
            "no %s within %d s, only %s".formatted(type, timeout.toSeconds(), seen));
      }
      var got = message.getString("type");
      if (type.equals(got)) {
        return message;
      }
      if ("error".equals(got)) {
        throw new IOException("expected " + type + " but got " + message.encode());
      }
      seen.add(got);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Reader implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        // The queue is far larger than a probe needs; messages beyond it are dropped.
        unread.offer(new JsonObject(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
