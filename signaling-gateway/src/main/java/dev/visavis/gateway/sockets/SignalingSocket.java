package dev.visavis.gateway.sockets;

import dev.visavis.gateway.GatewayConfig;
import dev.visavis.gateway.auth.AuthenticatedUser;
import dev.visavis.gateway.auth.UpgradeCheck;
import dev.visavis.gateway.connection.CloseCode;
import dev.visavis.gateway.connection.Socket;
import dev.visavis.gateway.connection.SocketPhase;
import dev.visavis.gateway.connection.SocketRegistry;
import dev.visavis.gateway.connection.SocketWriter;
import dev.visavis.gateway.messages.Frame;
import dev.visavis.gateway.metrics.GatewayMetrics;
import dev.visavis.gateway.registration.Registrar;
import io.netty.channel.Channel;
import io.quarkus.websockets.next.CloseReason;
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
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The WebSocket endpoint: passes the events of a connection to its [Socket]. Its methods run
/// on the connection's event loop and never block. Messages therefore stay in order although
/// Quarkus does not queue them (`CONCURRENT`).
@WebSocket(path = "/signaling", inboundProcessingMode = InboundProcessingMode.CONCURRENT)
@Singleton
public class SignalingSocket {
  private static final Logger LOG = Logger.getLogger(SignalingSocket.class);

  /// A browser closes with this code when its page is closed or reloaded: RFC 6455, section 7.4.1.
  private static final int CLIENT_GOING_AWAY = 1001;

  private final Vertx vertx;
  private final GatewayConfig config;
  private final SocketRegistry registry;
  private final SocketQuota quota;
  private final Registrar registrar;
  private final FrameHandler inbound;
  private final GatewayMetrics metrics;

  SignalingSocket(
      Vertx vertx,
      GatewayConfig config,
      SocketRegistry registry,
      SocketQuota quota,
      Registrar registrar,
      FrameHandler inbound,
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
    SocketWriter writer =
        new NettySocketWriter(connection, channel, binary, config.sendBufferBytes());
    AuthenticatedUser user = connection.userData().get(UpgradeCheck.AUTHENTICATED_USER);
    if (user == null) {
      writer.close(CloseCode.UNAUTHORIZED);
      return;
    }
    if (!quota.hasRoom(user)) {
      writer.close(CloseCode.ABUSE);
      return;
    }
    Heartbeat heartbeat = new Heartbeat(vertx, config.heartbeat());
    Context context = vertx.getOrCreateContext();
    Executor eventLoop = work -> context.runOnContext(turn -> work.run());
    Socket socket =
        new Socket(user, writer, eventLoop, metrics, registrar, heartbeat::requestAckSoon);
    heartbeat.start(socket);
    List<Long> timers = List.of(unregisteredTimer(socket), expiryTimer(socket));
    connection.userData().put(SocketContext.KEY, new SocketContext(socket, heartbeat, timers));
    registry.add(socket);
  }

  @OnTextMessage
  @NonBlocking
  void text(String text, WebSocketConnection connection) {
    if (FrameLimit.exceededBy(text)) {
      close(connection, CloseCode.TOO_LARGE);
    } else {
      receive(connection, binary -> binary ? Frame.wrongEncoding(true) : Frame.text(text));
    }
  }

  @OnBinaryMessage
  @NonBlocking
  void binary(Buffer bytes, WebSocketConnection connection) {
    if (FrameLimit.exceededBy(bytes)) {
      close(connection, CloseCode.TOO_LARGE);
    } else {
      receive(
          connection,
          binary -> binary ? Frame.binary(bytes.getBytes()) : Frame.wrongEncoding(false));
    }
  }

  @OnPongMessage
  @NonBlocking
  void pong(Buffer payload, WebSocketConnection connection) {
    SocketContext context = connection.userData().get(SocketContext.KEY);
    if (context != null) {
      // RFC 6455 allows unsolicited pongs with any payload. They only prove that the client is
      // alive.
      boolean ours = payload.length() == Long.BYTES;
      context.heartbeat().answered(ours ? payload.getLong(0) : 0);
    }
  }

  @OnClose
  @NonBlocking
  void close(WebSocketConnection connection, CloseReason reason) {
    SocketContext context = connection.userData().get(SocketContext.KEY);
    if (context != null) {
      context.release(vertx);
      context.socket().markClosed(reason.getCode() == CLIENT_GOING_AWAY);
      registry.remove(context.socket());
    }
  }

  /// Called when a connection breaks or a frame violates the protocol. Quarkus then closes the
  /// connection, except after a fragmented message that exceeds the maximum size.
  @OnError
  @NonBlocking
  void error(Throwable failure, WebSocketConnection connection) {
    LOG.debugf("A connection failed: %s", failure.toString());
    if (failure instanceof IllegalStateException && connection.isOpen()) {
      close(connection, CloseCode.TOO_LARGE);
    }
  }

  private static void close(WebSocketConnection connection, CloseCode code) {
    SocketContext context = connection.userData().get(SocketContext.KEY);
    if (context != null) {
      context.socket().close(code);
    }
  }

  private void receive(WebSocketConnection connection, Function<Boolean, Frame> read) {
    SocketContext context = connection.userData().get(SocketContext.KEY);
    if (context != null && !context.socket().isClosed()) {
      inbound.receive(context.socket(), read);
    }
  }

  private long unregisteredTimer(Socket socket) {
    return closeAfter(
        socket, config.registerTimeout(), CloseCode.NOT_REGISTERED, SocketPhase.Unregistered.class);
  }

  private long expiryTimer(Socket socket) {
    Duration left = Duration.between(Instant.now(), socket.authenticatedUser().expiresAt());
    return closeAfter(socket, left, CloseCode.UNAUTHORIZED, null);
  }

  private long closeAfter(
      Socket socket, Duration time, CloseCode code, @Nullable Class<? extends SocketPhase> onlyIn) {
    return vertx.setTimer(
        Math.max(1, time.toMillis()),
        fired -> {
          if (!socket.isClosed() && (onlyIn == null || onlyIn.isInstance(socket.phase()))) {
            socket.close(code);
          }
        });
  }
}
