package dev.visavis.gateway.sockets;

import dev.visavis.gateway.commands.ClientCommandHandler;
import dev.visavis.gateway.connection.CloseCode;
import dev.visavis.gateway.connection.Socket;
import dev.visavis.gateway.connection.SocketPhase;
import dev.visavis.gateway.limits.SocketRateLimiter;
import dev.visavis.gateway.messages.CanonicalIds;
import dev.visavis.gateway.messages.Frame;
import dev.visavis.gateway.messages.MessageValidator;
import dev.visavis.gateway.messages.WireError;
import dev.visavis.gateway.metrics.GatewayMetrics;
import dev.visavis.gateway.registration.Registrar;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.support.http.ErrorSummary;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Handles a frame: checks the rate limit, decodes and validates the message, checks that the
/// device is registered, and passes the message on in order. If a check fails, the client gets an
/// error and the socket stays open; only abuse of the rate limit closes it.
@Singleton
final class FrameHandler {
  private static final Logger LOG = Logger.getLogger(FrameHandler.class);

  private static final WireError INTERNAL =
      WireError.of(ErrorCode.INTERNAL, "internal error of the gateway");

  private final Registrar registrar;
  private final ClientCommandHandler commands;
  private final GatewayMetrics metrics;

  FrameHandler(Registrar registrar, ClientCommandHandler commands, GatewayMetrics metrics) {
    this.registrar = registrar;
    this.commands = commands;
    this.metrics = metrics;
  }

  /// @param read decodes the frame; its argument is whether the socket uses binary frames
  void receive(Socket socket, Function<Boolean, Frame> read) {
    try {
      switch (socket.rateLimiter().next(System.nanoTime())) {
        case SocketRateLimiter.Allowed pass -> accept(socket, read.apply(socket.binary()));
        case SocketRateLimiter.Limited wait ->
            refuse(socket, read.apply(socket.binary()), wait.error());
        case SocketRateLimiter.Abusive abuse -> socket.close(CloseCode.ABUSE);
      }
    } catch (RuntimeException e) {
      LOG.errorf("Could not handle a frame: %s", ErrorSummary.of(e));
      socket.sendError(INTERNAL, null, null);
    }
  }

  private void accept(Socket socket, Frame frame) {
    switch (frame) {
      case Frame.Invalid(WireError error, @Nullable String requestId) ->
          socket.sendError(error, requestId, null);
      case Frame.Valid(SignalingMessage message) -> {
        metrics.received(message.getBodyCase());
        WireError error = MessageValidator.check(message, socket.authenticatedUser().id());
        if (error != null) {
          refuse(socket, message, error);
        } else if (!socket.executor().submit(() -> handle(socket, CanonicalIds.of(message)))) {
          refuse(socket, message, WireError.unavailable("too many messages are waiting"));
        }
      }
    }
  }

  private Future<Void> handle(Socket socket, SignalingMessage message) {
    try {
      return switch (socket.phase()) {
        case SocketPhase.Disconnected gone -> Future.succeededFuture();
        case SocketPhase.Unregistered fresh when message.hasRegister() ->
            registrar.register(socket, message);
        case SocketPhase.Registered at when message.hasRegister() ->
            registrar.register(socket, message);
        case SocketPhase.Registered at -> commands.accept(socket, at.sender(), message);
        case SocketPhase.Unregistered fresh -> notRegistered(socket, message);
        case SocketPhase.Registering at -> notRegistered(socket, message);
      };
    } catch (RuntimeException e) {
      LOG.errorf("Could not handle %s: %s", message.getBodyCase(), ErrorSummary.of(e));
      refuse(socket, message, INTERNAL);
      return Future.succeededFuture();
    }
  }

  private static Future<Void> notRegistered(Socket socket, SignalingMessage message) {
    refuse(socket, message, WireError.of(ErrorCode.NOT_REGISTERED, "register first"));
    return Future.succeededFuture();
  }

  private static void refuse(Socket socket, Frame frame, WireError error) {
    switch (frame) {
      case Frame.Valid(SignalingMessage message) -> refuse(socket, message, error);
      case Frame.Invalid(WireError unread, @Nullable String requestId) ->
          socket.sendError(error, requestId, null);
    }
  }

  private static void refuse(Socket socket, SignalingMessage message, WireError error) {
    socket.sendError(
        error,
        MessageValidator.requestId(message).orElse(null),
        MessageValidator.callId(message).orElse(null));
  }
}
