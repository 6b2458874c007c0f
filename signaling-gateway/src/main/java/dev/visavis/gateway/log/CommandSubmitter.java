package dev.visavis.gateway.log;

import dev.visavis.gateway.GatewayClock;
import dev.visavis.gateway.GatewayConfig;
import dev.visavis.gateway.connection.Socket;
import dev.visavis.gateway.limits.InFlightLimit;
import dev.visavis.gateway.messages.WireError;
import dev.visavis.gateway.metrics.GatewayMetrics;
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

/// Writes the commands and signals of sockets to the log or to another gateway's inbox. The number
/// of writes in flight is limited. If a write is refused, the device gets an error.
@Singleton
public final class CommandSubmitter {
  private static final Logger LOG = Logger.getLogger(CommandSubmitter.class);

  private final GatewayClock clock;
  private final RecordWriter writer;
  private final InFlightLimit inFlightLimit;
  private final GatewayMetrics metrics;
  private final int maxPerSocket;

  public CommandSubmitter(
      GatewayClock clock,
      RecordWriter writer,
      InFlightLimit inFlightLimit,
      GatewayMetrics metrics,
      GatewayConfig config) {
    this.clock = clock;
    this.writer = writer;
    this.inFlightLimit = inFlightLimit;
    this.metrics = metrics;
    this.maxPerSocket = config.maxInFlightPerSocket();
  }

  /// A command id made of the connection id and a counter. Two records with the same id are
  /// therefore copies of one command.
  public String nextId(Socket socket, Sender sender) {
    return sender.getDevice().getConnectionId() + ":" + socket.nextCommand();
  }

  public CallCommand.Builder command(String id, Sender sender, String callId) {
    return CallCommand.newBuilder()
        .setCommandId(id)
        .setCallId(callId)
        .setAt(clock.now())
        .setSender(sender);
  }

  /// Writes the command of `message`. If it is refused, the device gets an error and the future
  /// fails.
  public Future<Void> submit(Socket socket, SignalingMessage message, CallCommand.Builder command) {
    if (message.hasRequestId()) {
      command.setRequestId(message.getRequestId());
    }
    return write(socket, message, command.getCallId(), () -> writer.append(command.build()));
  }

  /// Writes a delivery to the inbox of the receiver's gateway. If it is refused, the device gets an
  /// error for `message`.
  public void deliver(Socket socket, SignalingMessage message, Delivery delivery) {
    String callId = delivery.getMessage().getCallId();
    write(socket, message, callId, () -> writer.append(delivery));
  }

  /// Writes a quality report. If it is refused, it is lost, and the device gets no error.
  public void submitReport(Socket socket, CallQuality report) {
    Future<Void> written = limited(socket, () -> writer.append(report));
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
      unavailable(socket, message, "too many messages are waiting");
      return Future.failedFuture("too many messages are waiting");
    }
    return written.onFailure(refused -> notAccepted(socket, message, callId, refused));
  }

  /// Null if too many writes are in flight already.
  private @Nullable Future<Void> limited(Socket socket, Supplier<Future<Void>> writing) {
    if (socket.inFlight().get() >= maxPerSocket || !inFlightLimit.begin()) {
      return null;
    }
    socket.inFlight().incrementAndGet();
    return writing
        .get()
        .onComplete(
            accepted -> {
              inFlightLimit.end();
              socket.inFlight().decrementAndGet();
            });
  }

  private void notAccepted(
      Socket socket, SignalingMessage message, String callId, Throwable cause) {
    MDC.put("callId", callId);
    LOG.debugf("Kafka did not accept %s: %s", message.getBodyCase(), cause.getMessage());
    MDC.remove("callId");
    socket.run(() -> unavailable(socket, message, "commands are not accepted right now"));
  }

  public void unavailable(Socket socket, SignalingMessage message, String why) {
    refuse(socket, message, WireError.unavailable(why));
  }

  public void refuse(Socket socket, SignalingMessage message, WireError error) {
    socket.sendError(
        error,
        message.hasRequestId() ? message.getRequestId() : null,
        message.hasCallId() ? message.getCallId() : null);
  }
}
