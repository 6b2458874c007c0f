package dev.visavis.systemtests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.visavis.systemtests.faults.evidence.Messages;
import dev.visavis.systemtests.support.Json;
import dev.visavis.systemtests.support.Person;
import dev.visavis.time.Backoff;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The socket of a device, which reconnects and registers again whenever it breaks. If a gateway
/// drains, the old socket is used until the new one is registered. Everything runs in `loop`, a
/// single thread.
final class ReconnectingSocket {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final long REGISTER_TIMEOUT_MS = 12_000;

  /// Callbacks for the device, in `loop`. Times are of `System.nanoTime`.
  interface Events {
    void up(int connection, long at, JsonNode registered);

    void down(int connection, long at);

    void received(int connection, long at, JsonNode message);
  }

  private final Person person;
  private final String deviceId;
  private final ScheduledExecutorService loop;
  private final Events events;
  /// The same delays as in the web UI; jitter is added.
  private final Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10));
  private @Nullable Socket socket;

  /// A socket that is opening, to replace a registered one.
  private @Nullable Socket next;

  private @Nullable ScheduledFuture<?> patience;
  private @Nullable ScheduledFuture<?> retry;
  private int connections;
  private boolean registered;
  private boolean closed;

  ReconnectingSocket(Person person, String deviceId, ScheduledExecutorService loop, Events events) {
    this.person = person;
    this.deviceId = deviceId;
    this.loop = loop;
    this.events = events;
  }

  int connection() {
    return socket == null ? connections : socket.connection;
  }

  /// Sends a message. Returns false, and sends nothing, if the device is not registered.
  boolean send(ObjectNode message) {
    Socket current = socket;
    if (current == null || !registered) {
      return false;
    }
    current.send(message);
    return true;
  }

  void connect() {
    boolean isOnItsWay = next != null || (socket != null && !registered);
    if (closed || isOnItsWay) {
      return;
    }
    Socket opening = new Socket(++connections);
    if (registered) {
      next = opening;
    } else {
      socket = opening;
    }
    patience = loop.schedule(() -> onBroken(opening), REGISTER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    Person.HTTP
        .newWebSocketBuilder()
        .connectTimeout(CONNECT_TIMEOUT)
        .header("Authorization", "Bearer " + person.token())
        .buildAsync(person.stack().signaling(), opening)
        .whenCompleteAsync((open, failure) -> onOpened(opening, open, failure), loop);
  }

  void close() {
    closed = true;
    if (socket != null) {
      socket.abort();
    }
    if (next != null) {
      next.abort();
    }
  }

  private void onOpened(Socket opening, @Nullable WebSocket open, @Nullable Throwable failure) {
    if (open == null || failure != null) {
      onBroken(opening);
      return;
    }
    opening.isOpen(open);
    if (closed || !isUsed(opening)) {
      opening.abort();
      return;
    }
    register(opening);
  }

  private void register(Socket on) {
    ObjectNode message = Messages.of("register", "", Json.object("deviceId", deviceId));
    message.put("requestId", Messages.REGISTER);
    on.send(message);
  }

  private void read(Socket from, long at, String text) {
    if (!isUsed(from)) {
      return; // from a socket that is no longer used
    }
    JsonNode message = Json.parse(text);
    String type = message.path("type").asText();
    if (type.equals("registered")) {
      if (from == next) {
        replaceBy(from, at);
      }
      registered = true;
      backoff.reset();
      cancel(patience);
      cancel(retry);
      events.up(from.connection, at, message);
    } else if (type.equals("reconnect") && from == socket && registered) {
      long afterMs = message.at("/payload/afterMs").asLong();
      connectAfter(afterMs);
    } else if (type.equals("reconnect")) {
      onBroken(from);
    } else if (message.path("requestId").asText().equals(Messages.REGISTER)) {
      loop.schedule(
          () -> retryRegister(from), Messages.retryAfterMs(message), TimeUnit.MILLISECONDS);
    } else {
      events.received(from.connection, at, message);
    }
  }

  private boolean isUsed(Socket which) {
    return which == socket || which == next;
  }

  private void replaceBy(Socket successor, long at) {
    Socket before = socket;
    socket = successor;
    next = null;
    if (before != null) {
      before.abort();
      events.down(before.connection, at);
    }
  }

  private void retryRegister(Socket on) {
    if (on == next || (on == socket && !registered)) {
      register(on);
    }
  }

  private void onBroken(Socket which) {
    if (!isUsed(which)) {
      return;
    }
    which.abort();
    if (which == next) {
      next = null;
      cancel(patience);
    } else {
      onLost(which);
    }
    if (!closed) {
      long pause = backoff.next().toMillis();
      connectAfter(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1));
    }
  }

  private void onLost(Socket current) {
    socket = next; // may become registered soon
    next = null;
    if (socket == null) {
      cancel(patience);
    }
    if (registered) {
      registered = false;
      events.down(current.connection, System.nanoTime());
    }
  }

  private void connectAfter(long ms) {
    cancel(retry);
    retry = loop.schedule(this::connect, ms, TimeUnit.MILLISECONDS);
  }

  private static void cancel(@Nullable ScheduledFuture<?> planned) {
    if (planned != null) {
      planned.cancel(false);
    }
  }

  /// One WebSocket, which passes its events on to `loop`.
  private final class Socket implements WebSocket.Listener {
    private final int connection;
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket open;
    private CompletableFuture<WebSocket> sent = new CompletableFuture<>();

    Socket(int connection) {
      this.connection = connection;
    }

    void isOpen(WebSocket webSocket) {
      open = webSocket;
      sent.complete(webSocket);
    }

    void abort() {
      if (open != null) {
        open.abort();
      }
    }

    /// Sends after the previous message is sent, because a WebSocket accepts one at a time.
    void send(ObjectNode message) {
      sent = sent.thenCompose(webSocket -> webSocket.sendText(message.toString(), true));
      sent.whenCompleteAsync(
          (done, failure) -> {
            if (failure != null) {
              onBroken(this);
            }
          },
          loop);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        long at = System.nanoTime();
        String text = partial.toString();
        partial.setLength(0);
        loop.execute(() -> read(this, at, text));
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      loop.execute(() -> onBroken(this));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      loop.execute(() -> onBroken(this));
    }
  }
}
