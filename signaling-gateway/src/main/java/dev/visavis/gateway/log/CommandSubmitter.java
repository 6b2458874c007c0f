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

/// Submits the commands and signals of sockets to the log or to another gateway: a bounded number
/// at a time, with an error for the device if one is not accepted.
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

  /// The connection id and a count, so that only a repeated record has the same id.
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

  /// Sends an error for `message` if its command is not accepted; the future then fails.
  public Future<Void> submit(Socket socket, SignalingMessage message, CallCommand.Builder command) {
    if (message.hasRequestId()) {
      command.setRequestId(message.getRequestId());
    }
    return write(socket, message, command.getCallId(), () -> writer.append(command.build()));
  }

  /// Sends an error for `message` if it cannot be written to the receiver's gateway.
  public void deliver(Socket socket, SignalingMessage message, Delivery delivery) {
    String callId = delivery.getMessage().getCallId();
    write(socket, message, callId, () -> writer.append(delivery));
  }

  /// A measurement: if it is not accepted, it is lost, and its device gets no error.
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
      unavailable(socket, message, "too much is waiting");
      return Future.failedFuture("too much is waiting");
    }
    return written.onFailure(refused -> notAccepted(socket, message, callId, refused));
  }

  /// Null if too many are in flight already.
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
    LOG.debugf("the log did not take %s: %s", message.getBodyCase(), cause.getMessage());
    MDC.remove("callId");
    socket.run(() -> unavailable(socket, message, "commands are not accepted now"));
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
