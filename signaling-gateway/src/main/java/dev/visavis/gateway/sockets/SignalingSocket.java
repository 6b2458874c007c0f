package dev.visavis.gateway.sockets;

import dev.visavis.gateway.GatewayConfig;
import dev.visavis.gateway.auth.Caller;
import dev.visavis.gateway.auth.UpgradeCheck;
import dev.visavis.gateway.messages.Frame;
import dev.visavis.gateway.operation.GatewayMetrics;
import dev.visavis.gateway.registration.Registrar;
import io.netty.channel.Channel;
import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The endpoint: turns the events of a connection into those of its [Socket]. All of it runs on the
/// connection's event loop, and nothing of it waits, so that messages stay in order without Quarkus
/// queueing them (`CONCURRENT`).
@WebSocket(path = "/signaling", inboundProcessingMode = InboundProcessingMode.CONCURRENT)
@Singleton
public class SignalingSocket {
  private static final Logger LOG = Logger.getLogger(SignalingSocket.class);

  private final Vertx vertx;
  private final GatewayConfig config;
  private final SocketRegistry registry;
  private final SocketQuota quota;
  private final Registrar registrar;
  private final Inbound inbound;
  private final GatewayMetrics metrics;

  SignalingSocket(
      Vertx vertx,
      GatewayConfig config,
      SocketRegistry registry,
      SocketQuota quota,
      Registrar registrar,
      Inbound inbound,
      GatewayMetrics metrics) {
    this.vertx = vertx;
    this.config = config;
    this.registry = registry;
    this.quota = quota;
    this.registrar = registrar;
    this.inbound = inbound;
    this.metrics = metrics;
  }

  @OnOpen
  @NonBlocking
  void open(WebSocketConnection connection) {
    boolean binary = Frame.BINARY_SUBPROTOCOL.equals(connection.subprotocol());
    Channel channel = Objects.requireNonNull(connection.userData().get(ChannelSetup.CHANNEL));
    Outbox outbox = new Outbox(connection, channel, binary, config.sendBufferBytes());
    Caller caller = connection.userData().get(UpgradeCheck.CALLER);
    if (caller == null) {
      outbox.close(CloseCode.UNAUTHORIZED);
      return;
    }
    if (!quota.hasRoom(caller)) {
      outbox.close(CloseCode.ABUSE);
      return;
    }
    Heartbeat heartbeat = new Heartbeat(vertx, config.heartbeat());
    Context eventLoop = vertx.getOrCreateContext();
    Socket socket =
        new Socket(caller, outbox, eventLoop, metrics, registrar, heartbeat::confirmSoon);
    heartbeat.start(socket);
    List<Long> timers = List.of(unregisteredTimer(socket), expiryTimer(socket));
    connection.userData().put(Attachment.KEY, new Attachment(socket, heartbeat, timers));
    registry.add(socket);
  }

  @OnTextMessage
  @NonBlocking
  void text(String text, WebSocketConnection connection) {
    if (FrameLimit.exceededBy(text)) {
      close(connection, CloseCode.TOO_LARGE);
    } else {
      receive(connection, binary -> binary ? Frame.ofWrongKind(true) : Frame.text(text));
    }
  }

  @OnBinaryMessage
  @NonBlocking
  void binary(Buffer bytes, WebSocketConnection connection) {
    if (FrameLimit.exceededBy(bytes)) {
      close(connection, CloseCode.TOO_LARGE);
    } else {
      receive(
          connection, binary -> binary ? Frame.binary(bytes.getBytes()) : Frame.ofWrongKind(false));
    }
  }

  @OnPongMessage
  @NonBlocking
  void pong(Buffer payload, WebSocketConnection connection) {
    Attachment attachment = connection.userData().get(Attachment.KEY);
    if (attachment != null) {
      // A pong that nobody asked for, with any payload, is allowed and proves only life.
      boolean ours = payload.length() == Long.BYTES;
      attachment.heartbeat().answered(ours ? payload.getLong(0) : 0);
    }
  }

  @OnClose
  @NonBlocking
  void close(WebSocketConnection connection) {
    Attachment attachment = connection.userData().get(Attachment.KEY);
    if (attachment != null) {
      attachment.release(vertx);
      attachment.socket().depart();
      registry.remove(attachment.socket());
    }
  }

  /// A connection that broke, or a frame that the protocol forbids: the close follows by itself,
  /// but for a message of several frames that outgrew what is read at all.
  @OnError
  @NonBlocking
  void error(Throwable failure, WebSocketConnection connection) {
    LOG.debugf("a connection failed: %s", failure.toString());
    if (failure instanceof IllegalStateException && connection.isOpen()) {
      close(connection, CloseCode.TOO_LARGE);
    }
  }

  private static void close(WebSocketConnection connection, CloseCode code) {
    Attachment attachment = connection.userData().get(Attachment.KEY);
    if (attachment != null) {
      attachment.socket().close(code);
    }
  }

  private void receive(WebSocketConnection connection, Function<Boolean, Frame> read) {
    Attachment attachment = connection.userData().get(Attachment.KEY);
    if (attachment != null && !attachment.socket().gone()) {
      inbound.receive(attachment.socket(), read);
    }
  }

  private long unregisteredTimer(Socket socket) {
    return closeAfter(socket, config.registerWithin(), CloseCode.NOT_REGISTERED, Phase.Fresh.class);
  }

  private long expiryTimer(Socket socket) {
    Duration left = Duration.between(Instant.now(), socket.caller().expiresAt());
    return closeAfter(socket, left, CloseCode.UNAUTHORIZED, null);
  }

  private long closeAfter(
      Socket socket, Duration time, CloseCode code, @Nullable Class<? extends Phase> onlyIn) {
    return vertx.setTimer(
        Math.max(1, time.toMillis()),
        fired -> {
          if (!socket.gone() && (onlyIn == null || onlyIn.isInstance(socket.phase()))) {
            socket.close(code);
          }
        });
  }
}
