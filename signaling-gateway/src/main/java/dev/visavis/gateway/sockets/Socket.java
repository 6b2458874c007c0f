package dev.visavis.gateway.sockets;

import dev.visavis.gateway.auth.Caller;
import dev.visavis.gateway.limits.Lane;
import dev.visavis.gateway.limits.Throttle;
import dev.visavis.gateway.messages.Refusal;
import dev.visavis.gateway.operation.GatewayMetrics;
import dev.visavis.proto.v1.SignalingMessage;
import io.vertx.core.Context;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One authenticated WebSocket. Belongs to its event loop: whoever is elsewhere comes through
/// [#run].
public final class Socket {
  private final Caller caller;
  private final Outbox outbox;
  private final Context eventLoop;
  private final GatewayMetrics metrics;
  private final Consumer<Socket> departure;
  private final Throttle throttle = new Throttle(System.nanoTime());
  private final Lane lane;
  private final AtomicInteger inFlight = new AtomicInteger();
  private Phase phase = new Phase.Fresh();
  private long commands;

  /// @param departure called once, before the phase is [Phase.Gone]
  Socket(
      Caller caller,
      Outbox outbox,
      Context eventLoop,
      GatewayMetrics metrics,
      Consumer<Socket> departure) {
    this.caller = caller;
    this.outbox = outbox;
    this.eventLoop = eventLoop;
    this.metrics = metrics;
    this.departure = departure;
    this.lane = new Lane(eventLoop);
  }

  public Caller caller() {
    return caller;
  }

  public Phase phase() {
    return phase;
  }

  /// Whether nothing has changed since `was` was entered.
  @SuppressWarnings("ReferenceEquality") // two registrations are never the same one
  public boolean isStill(Phase was) {
    return phase == was;
  }

  public void enter(Phase next) {
    phase = next;
  }

  public boolean gone() {
    return phase instanceof Phase.Gone;
  }

  /// Commands of this socket that wait for the log; counted from any thread.
  public AtomicInteger inFlight() {
    return inFlight;
  }

  /// Counts the commands of this socket from 1.
  public long nextCommand() {
    return ++commands;
  }

  /// On the event loop of this socket, unless it is gone by then.
  public void run(Runnable work) {
    eventLoop.runOnContext(
        ignored -> {
          if (!gone()) {
            work.run();
          }
        });
  }

  public void send(SignalingMessage message) {
    if (!gone() && !outbox.write(message)) {
      metrics.slowReader();
      close(CloseCode.TOO_SLOW);
    }
  }

  public void refuse(Refusal refusal, @Nullable String requestId, @Nullable String callId) {
    SignalingMessage.Builder reply = SignalingMessage.newBuilder().setError(refusal.toWire());
    if (requestId != null) {
      reply.setRequestId(requestId);
    }
    if (callId != null) {
      reply.setCallId(callId);
    }
    metrics.refused(refusal.code());
    send(reply.build());
  }

  public void close(CloseCode code) {
    outbox.close(code);
    depart();
  }

  /// The connection is gone, or as good as.
  void depart() {
    if (!gone()) {
      departure.accept(this);
      phase = new Phase.Gone();
    }
  }

  void ping() {
    outbox.ping();
  }

  boolean binary() {
    return outbox.binary();
  }

  Throttle throttle() {
    return throttle;
  }

  Lane lane() {
    return lane;
  }
}
