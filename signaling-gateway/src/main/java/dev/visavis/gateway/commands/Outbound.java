package dev.visavis.gateway.commands;

import dev.visavis.gateway.GatewayConfig;
import dev.visavis.gateway.WireTime;
import dev.visavis.gateway.limits.InFlight;
import dev.visavis.gateway.messages.Refusal;
import dev.visavis.gateway.operation.GatewayMetrics;
import dev.visavis.gateway.sockets.Socket;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.Sender;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.events.CallQuality;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/// What a socket asked, on its way to the log or to another gateway: no more at once than can be
/// finished, and its device is told if it was not accepted.
@Singleton
public final class Outbound {
  private static final Logger LOG = Logger.getLogger(Outbound.class);

  private final CommandLog log;
  private final InFlight inFlight;
  private final GatewayMetrics metrics;
  private final int mostPerSocket;

  Outbound(CommandLog log, InFlight inFlight, GatewayMetrics metrics, GatewayConfig config) {
    this.log = log;
    this.inFlight = inFlight;
    this.metrics = metrics;
    this.mostPerSocket = config.maxInFlightPerSocket();
  }

  /// The connection's and a count: the same again only if the record is.
  public String nextId(Socket socket, Sender sender) {
    return sender.getDevice().getConnectionId() + ":" + socket.nextCommand();
  }

  public CallCommand.Builder command(String id, Sender sender, String callId) {
    return CallCommand.newBuilder()
        .setCommandId(id)
        .setCallId(callId)
        .setAt(WireTime.now())
        .setSender(sender);
  }

  /// Refuses `message` if the command that it became is not accepted. Fails then.
  public Future<Void> append(Socket socket, SignalingMessage message, CallCommand.Builder command) {
    if (message.hasRequestId()) {
      command.setRequestId(message.getRequestId());
    }
    return write(socket, message, command.getCallId(), () -> log.append(command.build()));
  }

  /// Refuses `message` if it cannot be handed to the receiver's gateway.
  public void deliver(Socket socket, SignalingMessage message, Delivery delivery) {
    String callId = delivery.getMessage().getCallId();
    write(socket, message, callId, () -> log.append(delivery));
  }

  /// A measurement: where it is not accepted, it is missing, and its device is not told.
  public void measured(Socket socket, CallQuality report) {
    Future<Void> written = limited(socket, () -> log.append(report));
    if (written == null) {
      metrics.reported("lost");
    } else {
      written.onComplete(done -> metrics.reported(done.succeeded() ? "taken" : "lost"));
    }
  }

  private Future<Void> write(
      Socket socket, SignalingMessage message, String callId, Supplier<Future<Void>> writing) {
    Future<Void> written = limited(socket, writing);
    if (written == null) {
      unavailable(socket, message, "too much is waiting");
      return Future.failedFuture("too much is waiting");
    }
    return written.onFailure(refused -> notAccepted(socket, message, callId, refused));
  }

  /// Null if too much is on its way already.
  private @Nullable Future<Void> limited(Socket socket, Supplier<Future<Void>> writing) {
    if (socket.inFlight().get() >= mostPerSocket || !inFlight.begin()) {
      return null;
    }
    socket.inFlight().incrementAndGet();
    return writing
        .get()
        .onComplete(
            accepted -> {
              inFlight.end();
              socket.inFlight().decrementAndGet();
            });
  }

  private void notAccepted(
      Socket socket, SignalingMessage message, String callId, Throwable cause) {
    MDC.put("callId", callId);
    LOG.debugf("the log did not take %s: %s", message.getBodyCase(), cause.getMessage());
    MDC.remove("callId");
    socket.run(() -> unavailable(socket, message, "commands are not accepted now"));
  }

  public void unavailable(Socket socket, SignalingMessage message, String why) {
    refuse(socket, message, Refusal.unavailable(why));
  }

  public void refuse(Socket socket, SignalingMessage message, Refusal refusal) {
    socket.refuse(
        refusal,
        message.hasRequestId() ? message.getRequestId() : null,
        message.hasCallId() ? message.getCallId() : null);
  }
}
