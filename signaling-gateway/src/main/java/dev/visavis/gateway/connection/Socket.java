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

/// One authenticated WebSocket. Only for its event loop; other threads use [#run].
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

  /// @param eventLoop runs what it is given in that order, one after the other, never at once
  /// @param requestAck requests, soon, an acknowledgement of what was written
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

  /// Whether nothing has changed since `was` was entered.
  @SuppressWarnings("ReferenceEquality") // two registrations are never the same one
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

  /// Commands of this socket that wait for the log; counted from any thread.
  public AtomicInteger inFlight() {
    return inFlight;
  }

  /// Counts the commands of this socket from 1.
  public long nextCommand() {
    return ++commands;
  }

  /// Runs on the event loop of this socket, unless the socket has closed by then.
  public void run(Runnable work) {
    eventLoop.execute(
        () -> {
          if (!isClosed()) {
            work.run();
          }
        });
  }

  /// Runs on the event loop of this socket, in the order of arrival, even after the socket has
  /// closed.
  ///
  /// @param done called afterwards
  public void dispatch(Delivery delivery, Runnable done) {
    long start = System.nanoTime();
    eventLoop.execute(
        () -> {
          listener.deliver(this, delivery);
          metrics.dispatched(System.nanoTime() - start);
          done.run();
        });
  }

  /// The paths of the signals to and from this connection.
  public SocketPaths paths() {
    return paths;
  }

  /// The socket has another connection id from now on.
  public void startPaths(SocketPaths fresh) {
    paths = fresh;
  }

  /// The messages that are not acknowledged.
  public UnackedMessages unackedMessages() {
    return unackedMessages;
  }

  /// The calls that the device may report on.
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

  /// The connection has closed or is about to.
  ///
  /// @param pageClosed the client closed it, since its page was closed or reloaded
  public void markClosed(boolean pageClosed) {
    if (!isClosed()) {
      listener.onClosed(this, pageClosed);
      phase = new SocketPhase.Disconnected();
    }
  }

  /// The number of the ping that is sent.
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
