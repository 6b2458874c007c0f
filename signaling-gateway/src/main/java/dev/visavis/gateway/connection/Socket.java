package dev.visavis.gateway.connection;

import dev.visavis.gateway.auth.AuthenticatedUser;
import dev.visavis.gateway.limits.SerialExecutor;
import dev.visavis.gateway.limits.SocketRateLimiter;
import dev.visavis.gateway.messages.WireError;
import dev.visavis.gateway.metrics.GatewayMetrics;
import dev.visavis.gateway.paths.SocketPaths;
import dev.visavis.gateway.paths.UnackedMessages;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One authenticated WebSocket. Unless a method says otherwise, only the socket's event loop may
/// call it; other threads use [#run] or [#dispatch].
public final class Socket {
  private final AuthenticatedUser user;
  private final SocketWriter writer;
  private final Executor eventLoop;
  private final GatewayMetrics metrics;
  private final SocketListener listener;
  private final Runnable requestAck;
  private final UnackedMessages unackedMessages = new UnackedMessages();
  private final ReportableCalls reportableCalls = new ReportableCalls();
  private final SocketRateLimiter rateLimiter = new SocketRateLimiter(System.nanoTime());
  private final SerialExecutor executor;
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile SocketPhase phase = new SocketPhase.Unregistered();
  private SocketPaths paths;
  private long commands;

  /// @param eventLoop runs its tasks later than `execute`, one after another and in order
  /// @param requestAck asks the device to acknowledge, soon, the messages written so far
  public Socket(
      AuthenticatedUser user,
      SocketWriter writer,
      Executor eventLoop,
      GatewayMetrics metrics,
      SocketListener listener,
      Runnable requestAck) {
    this.user = user;
    this.writer = writer;
    this.eventLoop = eventLoop;
    this.metrics = metrics;
    this.listener = listener;
    this.requestAck = requestAck;
    this.paths = new SocketPaths(user.user().getId(), "");
    this.executor = new SerialExecutor(eventLoop);
  }

  public AuthenticatedUser authenticatedUser() {
    return user;
  }

  public SocketPhase phase() {
    return phase;
  }

  /// Whether the socket is still in the phase `was`.
  @SuppressWarnings("ReferenceEquality") // two registrations with equal contents are different
  public boolean isStill(SocketPhase was) {
    return phase == was;
  }

  public void enter(SocketPhase next) {
    phase = next;
  }

  /// From any thread.
  public boolean isRegistered() {
    return phase instanceof SocketPhase.Registered;
  }

  public boolean isClosed() {
    return phase instanceof SocketPhase.Disconnected;
  }

  /// The number of commands of this socket that Kafka has not accepted yet. Any thread may change
  /// it.
  public AtomicInteger inFlight() {
    return inFlight;
  }

  /// The number of this socket's next command, from 1.
  public long nextCommand() {
    return ++commands;
  }

  /// Runs `work` on the event loop, unless the socket has closed by then. From any thread.
  public void run(Runnable work) {
    eventLoop.execute(
        () -> {
          if (!isClosed()) {
            work.run();
          }
        });
  }

  /// Passes a delivery to the listener on the event loop, in order of arrival, even after the
  /// socket has closed. From any thread.
  ///
  /// @param done called after the listener
  public void dispatch(Delivery delivery, Runnable done) {
    long start = System.nanoTime();
    eventLoop.execute(
        () -> {
          listener.deliver(this, delivery);
          metrics.dispatched(System.nanoTime() - start);
          done.run();
        });
  }

  /// The paths of signals to and from this connection.
  public SocketPaths paths() {
    return paths;
  }

  /// Replaces the paths when the socket gets another connection id.
  public void startPaths(SocketPaths fresh) {
    paths = fresh;
  }

  /// The messages that the device has not acknowledged.
  public UnackedMessages unackedMessages() {
    return unackedMessages;
  }

  /// The calls whose quality the device may report.
  public ReportableCalls reportableCalls() {
    return reportableCalls;
  }

  public void send(SignalingMessage message) {
    reportableCalls.onMessageSent(message, System.nanoTime() / 1_000_000);
    if (!isClosed() && unackedMessages.wrote(message)) {
      requestAck.run();
    }
    if (!isClosed()) {
      write(message);
    }
  }

  private void write(SignalingMessage message) {
    if (writer.write(message)) {
      metrics.sent(message.getBodyCase());
    } else {
      metrics.slowReader();
      close(CloseCode.TOO_SLOW);
    }
  }

  public void sendError(WireError error, @Nullable String requestId, @Nullable String callId) {
    SignalingMessage.Builder reply = SignalingMessage.newBuilder().setError(error.toWire());
    if (requestId != null) {
      reply.setRequestId(requestId);
    }
    if (callId != null) {
      reply.setCallId(callId);
    }
    metrics.refused(error.code());
    send(reply.build());
  }

  public void close(CloseCode code) {
    writer.close(code);
    markClosed(false);
  }

  /// Notifies the listener that the connection has closed or is about to close.
  ///
  /// @param pageClosed the client closed the connection because its page was closed or reloaded
  public void markClosed(boolean pageClosed) {
    if (!isClosed()) {
      listener.onClosed(this, pageClosed);
      phase = new SocketPhase.Disconnected();
    }
  }

  /// Sends a ping and returns its number.
  public long ping() {
    long number = unackedMessages.ping();
    writer.ping(number);
    return number;
  }

  public boolean binary() {
    return writer.binary();
  }

  public SocketRateLimiter rateLimiter() {
    return rateLimiter;
  }

  public SerialExecutor executor() {
    return executor;
  }
}
