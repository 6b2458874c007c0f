package dev.visavis.gateway.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.gateway.messages.Frame;
import dev.visavis.proto.InvalidMessageException;
import dev.visavis.proto.JsonCodec;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/// The signaling socket of a device, with the messages that it received.
public final class Client implements WebSocket.Listener, AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long WAIT_MS = 25_000;

  public record Closed(int code, String reason) {}

  private final BlockingQueue<SignalingMessage> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private final AtomicInteger pings = new AtomicInteger();
  private volatile boolean readsOneMore;
  private WebSocket socket;

  private Client() {}

  public static URI address() {
    int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    return URI.create("ws://127.0.0.1:" + port + "/signaling");
  }

  public static Client open(UnaryOperator<WebSocket.Builder> with) {
    Client client = new Client();
    client.socket = with.apply(HTTP.newWebSocketBuilder()).buildAsync(address(), client).join();
    return client;
  }

  public static Client withToken(@Nullable String token) {
    return open(with -> token == null ? with : with.header("Authorization", "Bearer " + token));
  }

  public static Client of(Person person) {
    return withToken(person.token());
  }

  /// Opens a socket and registers it as the person's device `deviceId`.
  public static Client registered(Person person, String deviceId) {
    Client client = of(person);
    client.register(deviceId);
    return client;
  }

  public SignalingMessage register(String deviceId) {
    send("{'type':'register','requestId':'reg','payload':{'deviceId':'" + deviceId + "'}}");
    SignalingMessage reply = next(BodyCase.REGISTERED);
    assertEquals("reg", reply.getRequestId());
    assertEquals(deviceId, reply.getRegistered().getDeviceId());
    return reply;
  }

  /// Sends JSON that has single quotes in place of double quotes.
  public void send(String json) {
    sendRaw(json.replace('\'', '"'));
  }

  public void sendRaw(String frame) {
    socket.sendText(frame, true).join();
  }

  public void sendBinary(byte[] frame) {
    socket.sendBinary(ByteBuffer.wrap(frame), true).join();
  }

  /// Reads the next message and nothing after it, so that no later ping is answered.
  public void answerNoPings() {
    readsOneMore = true;
  }

  public void ping() {
    socket.sendPing(ByteBuffer.allocate(0)).join();
  }

  /// The number of received pings: all that the gateway wrote before the last received message.
  public int pings() {
    return pings.get();
  }

  public SignalingMessage next() {
    try {
      SignalingMessage message = received.poll(WAIT_MS, TimeUnit.MILLISECONDS);
      assertNotNull(message, () -> "no message arrived; closed: " + closed.getNow(null));
      return message;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public SignalingMessage next(BodyCase type) {
    SignalingMessage message = next();
    assertEquals(type, message.getBodyCase(), message::toString);
    return message;
  }

  public SignalingMessage nextError(ErrorCode code) {
    SignalingMessage message = next(BodyCase.ERROR);
    assertEquals(code, message.getError().getCode(), message::toString);
    return message;
  }

  /// Sends JSON as [#send] does, to a socket that the gateway may be closing; returns whether a
  /// message came before the close.
  public boolean answersBeforeItCloses(String json) {
    CompletableFuture<Boolean> answer =
        socket.sendText(json.replace('\'', '"'), true).thenApplyAsync(sent -> next() != null);
    return (boolean)
        CompletableFuture.anyOf(answer.exceptionally(e -> false), closed.thenApply(c -> false))
            .join();
  }

  /// The number of received messages that [#next] has not returned yet.
  public int unread() {
    return received.size();
  }

  public Closed closed() {
    return closed.orTimeout(WAIT_MS, TimeUnit.MILLISECONDS).join();
  }

  public boolean isOpen() {
    return !closed.isDone();
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    boolean readsOn = !readsOneMore; // read before the test sees this message
    text.append(data);
    if (last) {
      try {
        received.add(JsonCodec.decode(text.toString()));
      } catch (InvalidMessageException e) {
        throw new IllegalStateException(text.toString(), e);
      }
      text.setLength(0);
    }
    if (readsOn || !last) {
      webSocket.request(1);
    }
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
    try {
      received.add(SignalingMessage.parseFrom(data));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
    webSocket.request(1);
    return CompletableFuture.completedStage(null);
  }

  /// Counts pings. The HTTP client sends the pongs by itself.
  @Override
  public CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer data) {
    pings.incrementAndGet();
    webSocket.request(1);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    closed.complete(new Closed(code, reason));
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.complete(new Closed(1006, String.valueOf(error.getMessage())));
  }

  @Override
  public void close() {
    socket.abort();
  }

  /// Closes with a close frame, like a browser.
  public void close(int code) {
    socket.sendClose(code, "").join();
  }

  public static UnaryOperator<WebSocket.Builder> binary(Person person) {
    return with ->
        with.header("Authorization", "Bearer " + person.token())
            .subprotocols(Frame.BINARY_SUBPROTOCOL);
  }
}
