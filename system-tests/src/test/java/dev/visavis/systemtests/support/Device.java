package dev.visavis.systemtests.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A device with one signaling socket. Received messages are kept until a test takes them.
public final class Device implements AutoCloseable, WebSocket.Listener {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final List<JsonNode> inbox = new ArrayList<>();
  private final StringBuilder partial = new StringBuilder();
  private @Nullable WebSocket socket;
  private @Nullable Integer closeCode;
  private String closeReason = "";
  private String gatewayId = "";

  private Device() {}

  public static Device connect(URI signaling, @Nullable String token, String... headers) {
    Device device = new Device();
    WebSocket.Builder builder =
        Person.HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
    if (token != null) {
      builder.header("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    device.socket = builder.buildAsync(signaling, device).orTimeout(15, TimeUnit.SECONDS).join();
    return device;
  }

  public JsonNode register(String deviceId) {
    send("register", null, Json.object("deviceId", deviceId));
    JsonNode registered = await("registered");
    gatewayId = registered.path("payload").path("gatewayId").asText();
    return registered;
  }

  /// Registers; returns the reply, `registered` or an error.
  public JsonNode tryRegister(String deviceId) {
    return ask(envelope("register", null, Json.object("deviceId", deviceId)));
  }

  public String gatewayId() {
    return gatewayId;
  }

  /// Places a call; returns `call_initiated`.
  public JsonNode initiate(Person callee, String callType, String idempotencyKey) {
    sendText(initiateCall(callee, callType, idempotencyKey).toString());
    return await("call_initiated", m -> m.path("idempotencyKey").asText().equals(idempotencyKey));
  }

  /// Places a call; returns the reply, `call_initiated` or an error.
  public JsonNode tryInitiate(Person callee, String idempotencyKey) {
    return ask(initiateCall(callee, "video", idempotencyKey));
  }

  /// Places a call without waiting for the reply.
  public void sendInitiate(Person callee, String idempotencyKey) {
    sendText(initiateCall(callee, "video", idempotencyKey).toString());
  }

  /// Sends a message; returns its direct reply or the error.
  public JsonNode ask(String type, String callId) {
    return ask(envelope(type, callId, Json.object()));
  }

  private JsonNode ask(ObjectNode message) {
    String requestId = UUID.randomUUID().toString();
    message.put("requestId", requestId);
    sendText(message.toString());
    return awaitAny(m -> m.path("requestId").asText().equals(requestId), "reply to " + message);
  }

  public String initiate(Person callee) {
    return initiate(callee, "video", UUID.randomUUID().toString()).path("callId").asText();
  }

  public void send(String type, @Nullable String callId, ObjectNode payload) {
    sendText(envelope(type, callId, payload).toString());
  }

  public void send(String type, String callId) {
    send(type, callId, Json.object());
  }

  public void sendText(String text) {
    try {
      socket().sendText(text, true).orTimeout(15, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new AssertionError(
          "sending failed; the socket closed with %s %s".formatted(awaitClose(), closeReason()), e);
    }
  }

  public void sendBinary(byte[] bytes) {
    socket().sendBinary(ByteBuffer.wrap(bytes), true).orTimeout(15, TimeUnit.SECONDS).join();
  }

  public JsonNode await(String type) {
    return await(type, m -> true);
  }

  public JsonNode await(String type, String callId) {
    return await(type, m -> m.path("callId").asText().equals(callId));
  }

  public JsonNode awaitError(String code) {
    return await("error", m -> m.path("payload").path("code").asText().equals(code));
  }

  public JsonNode awaitEnd(String callId, String reason) {
    JsonNode end = await("call_ended", callId);
    if (!end.path("payload").path("reason").asText().equals(reason)) {
      throw new AssertionError("expected the end reason " + reason + ": " + end);
    }
    return end;
  }

  /// Takes the first message of `type` that fits; waits for it up to the limit.
  public JsonNode await(String type, Predicate<JsonNode> fits) {
    return awaitAny(m -> m.path("type").asText().equals(type) && fits.test(m), type);
  }

  public JsonNode awaitAny(Predicate<JsonNode> fits) {
    return awaitAny(fits, "message that fits");
  }

  /// Waits until the newest of the messages that satisfy `about` fits, and drops all of them,
  /// because the earlier state may have arrived more than once.
  public synchronized void awaitNewest(Predicate<JsonNode> about, Predicate<JsonNode> fits) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!inbox.stream().filter(about).reduce((older, newer) -> newer).filter(fits).isPresent()) {
      waitForNews(deadline, "the newest message does not fit; received " + inbox + closed());
    }
    inbox.removeIf(about);
  }

  private synchronized JsonNode awaitAny(Predicate<JsonNode> fits, String what) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      for (Iterator<JsonNode> all = inbox.iterator(); all.hasNext(); ) {
        JsonNode message = all.next();
        if (fits.test(message)) {
          all.remove();
          return message;
        }
      }
      waitForNews(deadline, "no " + what + "; received " + inbox + closed());
    }
  }

  /// Takes all such messages that have arrived so far, in order.
  public synchronized List<JsonNode> takeAll(String type, String callId) {
    List<JsonNode> all =
        inbox.stream()
            .filter(m -> m.path("type").asText().equals(type))
            .filter(m -> m.path("callId").asText().equals(callId))
            .toList();
    inbox.removeAll(all);
    return all;
  }

  /// Drops the messages of a call that the test no longer needs.
  public synchronized void forget(String callId) {
    inbox.removeIf(message -> message.path("callId").asText().equals(callId));
  }

  public synchronized boolean isOpen() {
    return closeCode == null;
  }

  /// Sends a text; does nothing if the socket is closed.
  public void trySendText(String text) {
    socket()
        .sendText(text, true)
        .orTimeout(15, TimeUnit.SECONDS)
        .exceptionally(closedMeanwhile -> null)
        .join();
  }

  public synchronized int awaitClose() {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (closeCode == null) {
      waitForNews(deadline, "the socket is still open");
    }
    return closeCode;
  }

  public synchronized String closeReason() {
    return closeReason;
  }

  /// The number of messages of `type` for `callId` that arrived and were not taken. It sends `sync`
  /// first, because its reply follows everything that the call has sent to this device so far.
  public int count(String type, String callId) {
    String requestId = UUID.randomUUID().toString();
    ObjectNode sync = envelope("sync", callId, Json.object());
    sync.put("requestId", requestId);
    sendText(sync.toString());
    JsonNode echo = Json.object("id", requestId).path("id");
    synchronized (this) {
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (inbox.stream().noneMatch(m -> m.path("requestId").equals(echo))) {
        waitForNews(deadline, "no reply to sync; received " + inbox + closed());
      }
      inbox.removeIf(m -> m.path("requestId").equals(echo));
      return (int)
          inbox.stream()
              .filter(m -> m.path("type").asText().equals(type))
              .filter(m -> m.path("callId").asText().equals(callId))
              .count();
    }
  }

  /// Drops the connection without a close frame, like a lost network.
  public void drop() {
    socket().abort();
  }

  /// Closes the socket with 1001 ("going away"), like a browser whose page is closed or reloaded.
  public void closePage() {
    socket().sendClose(1001, "").orTimeout(15, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    socket().abort();
  }

  private WebSocket socket() {
    if (socket == null) {
      throw new AssertionError("not connected");
    }
    return socket;
  }

  private String closed() {
    return closeCode == null ? "" : " and the socket is closed: " + closeCode + " " + closeReason;
  }

  private synchronized void waitForNews(long deadline, String otherwise) {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (left <= 0) {
      throw new AssertionError(otherwise);
    }
    try {
      wait(left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static ObjectNode initiateCall(Person callee, String callType, String idempotencyKey) {
    return envelope(
            "initiate_call", null, Json.object("calleeId", callee.id(), "callType", callType))
        .put("idempotencyKey", idempotencyKey);
  }

  private static ObjectNode envelope(String type, @Nullable String callId, ObjectNode payload) {
    ObjectNode message = Json.object("type", type);
    if (callId != null) {
      message.put("callId", callId);
    }
    message.set("payload", payload);
    return message;
  }

  @Override
  public synchronized @Nullable CompletionStage<?> onText(
      WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      inbox.add(Json.parse(partial.toString()));
      partial.setLength(0);
      notifyAll();
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public synchronized @Nullable CompletionStage<?> onClose(
      WebSocket webSocket, int statusCode, String reason) {
    closeCode = statusCode;
    closeReason = reason;
    notifyAll();
    return null;
  }

  @Override
  public synchronized void onError(WebSocket webSocket, Throwable error) {
    if (closeCode == null) {
      closeCode = 1006;
      closeReason = String.valueOf(error.getMessage());
    }
    notifyAll();
  }
}
