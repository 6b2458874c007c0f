package dev.visavis.gateway.sockets;

import dev.visavis.gateway.commands.Commands;
import dev.visavis.gateway.limits.Throttle;
import dev.visavis.gateway.messages.CanonicalIds;
import dev.visavis.gateway.messages.Frame;
import dev.visavis.gateway.messages.MessageCheck;
import dev.visavis.gateway.messages.Refusal;
import dev.visavis.gateway.operation.GatewayMetrics;
import dev.visavis.gateway.registration.Registrar;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.support.http.Brief;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The checks of a frame, in order: within the rate, readable, valid, in its turn, and from a
/// registered device. Where it fails, the client is told why and the socket stays.
@Singleton
final class Inbound {
  private static final Logger LOG = Logger.getLogger(Inbound.class);

  private static final Refusal INTERNAL =
      Refusal.of(ErrorCode.INTERNAL, "something went wrong here");

  private final Registrar registrar;
  private final Commands commands;
  private final GatewayMetrics metrics;

  Inbound(Registrar registrar, Commands commands, GatewayMetrics metrics) {
    this.registrar = registrar;
    this.commands = commands;
    this.metrics = metrics;
  }

  /// @param read makes a message of the frame, told whether the socket takes binary frames
  void receive(Socket socket, Function<Boolean, Frame> read) {
    try {
      switch (socket.throttle().next(System.nanoTime())) {
        case Throttle.Pass pass -> accept(socket, read.apply(socket.binary()));
        case Throttle.Wait wait -> refuse(socket, read.apply(socket.binary()), wait.refusal());
        case Throttle.Abuse abuse -> socket.close(CloseCode.ABUSE);
      }
    } catch (RuntimeException e) {
      LOG.errorf("a frame could not be handled: %s", Brief.of(e));
      socket.refuse(INTERNAL, null, null);
    }
  }

  private void accept(Socket socket, Frame frame) {
    switch (frame) {
      case Frame.NoMessage(Refusal refusal, @Nullable String requestId) ->
          socket.refuse(refusal, requestId, null);
      case Frame.Understood(SignalingMessage message) -> {
        metrics.received(message.getBodyCase());
        Refusal refusal = MessageCheck.check(message, socket.caller().id());
        if (refusal != null) {
          refuse(socket, message, refusal);
        } else if (!socket.lane().enter(() -> handle(socket, CanonicalIds.of(message)))) {
          refuse(socket, message, Refusal.unavailable("too much of this socket is waiting"));
        }
      }
    }
  }

  private Future<Void> handle(Socket socket, SignalingMessage message) {
    try {
      return switch (socket.phase()) {
        case Phase.Gone gone -> Future.succeededFuture();
        case Phase.Fresh fresh when message.hasRegister() -> registrar.register(socket, message);
        case Phase.Registered at when message.hasRegister() -> registrar.register(socket, message);
        case Phase.Registered at -> commands.accept(socket, at.sender(), message);
        case Phase.Fresh fresh -> notRegistered(socket, message);
        case Phase.Registering at -> notRegistered(socket, message);
      };
    } catch (RuntimeException e) {
      LOG.errorf("a %s message failed: %s", message.getBodyCase(), Brief.of(e));
      refuse(socket, message, INTERNAL);
      return Future.succeededFuture();
    }
  }

  private static Future<Void> notRegistered(Socket socket, SignalingMessage message) {
    refuse(socket, message, Refusal.of(ErrorCode.NOT_REGISTERED, "register first"));
    return Future.succeededFuture();
  }

  private static void refuse(Socket socket, Frame frame, Refusal refusal) {
    switch (frame) {
      case Frame.Understood(SignalingMessage message) -> refuse(socket, message, refusal);
      case Frame.NoMessage(Refusal unread, @Nullable String requestId) ->
          socket.refuse(refusal, requestId, null);
    }
  }

  private static void refuse(Socket socket, SignalingMessage message, Refusal refusal) {
    socket.refuse(
        refusal,
        MessageCheck.requestId(message).orElse(null),
        MessageCheck.callId(message).orElse(null));
  }
}
