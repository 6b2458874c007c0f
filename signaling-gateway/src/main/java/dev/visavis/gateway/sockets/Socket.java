package dev.visavis.gateway.sockets;

import dev.visavis.gateway.auth.Caller;
import dev.visavis.gateway.limits.Lane;
import dev.visavis.gateway.limits.Throttle;
import dev.visavis.gateway.messages.Refusal;
import dev.visavis.gateway.operation.GatewayMetrics;
import dev.visavis.gateway.quality.Seats;
import dev.visavis.gateway.relay.SocketRelays;
import dev.visavis.gateway.relay.Unconfirmed;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.SignalingMessage;
import io.vertx.core.Context;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One authenticated WebSocket. Belongs to its event loop: whoever is elsewhere comes through
/// [#run].
public final class Socket {
  private final Caller caller;
  private final Outbox outbox;
  private final Context eventLoop;
  private final GatewayMetrics metrics;
  private final Arrivals arrivals;
  private final Runnable confirmation;
  private final Unconfirmed unconfirmed = new Unconfirmed();
  private final Seats seats = new Seats();
  private final Throttle throttle = new Throttle(System.nanoTime());
  private final Lane lane;
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile Phase phase = new Phase.Fresh();
  private SocketRelays relays;
  private long commands;

  /// @param confirmation asks the other end, soon, whether it has taken what was written
  Socket(
      Caller caller,
      Outbox outbox,
      Context eventLoop,
      GatewayMetrics metrics,
      Arrivals arrivals,
      Runnable confirmation) {
    this.caller = caller;
    this.outbox = outbox;
    this.eventLoop = eventLoop;
    this.metrics = metrics;
    this.arrivals = arrivals;
    this.confirmation = confirmation;
    this.relays = new SocketRelays(caller.user().getId(), "");
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

  /// From any thread.
  boolean isRegistered() {
    return phase instanceof Phase.Registered;
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

  /// On the event loop of this socket, in the order in which they came, also when it is gone.
  ///
  /// @param done is told when that was
  public void arrive(Delivery delivery, Runnable done) {
    long start = System.nanoTime();
    eventLoop.runOnContext(
        ignored -> {
          arrivals.deliver(this, delivery);
          metrics.dispatched(System.nanoTime() - start);
          done.run();
        });
  }

  /// What is relayed to and from this connection.
  public SocketRelays relays() {
    return relays;
  }

  /// The socket has another connection id from now on.
  public void startRelays(SocketRelays fresh) {
    relays = fresh;
  }

  /// What may not have arrived at the other end.
  public Unconfirmed unconfirmed() {
    return unconfirmed;
  }

  /// The calls that the device may report on.
  public Seats seats() {
    return seats;
  }

  public void send(SignalingMessage message) {
    seats.heard(message, System.nanoTime() / 1_000_000);
    if (!gone() && unconfirmed.wrote(message)) {
      confirmation.run();
    }
    if (!gone()) {
      write(message);
    }
  }

  private void write(SignalingMessage message) {
    if (outbox.write(message)) {
      metrics.sent(message.getBodyCase());
    } else {
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
      arrivals.departed(this);
      phase = new Phase.Gone();
    }
  }

  /// The number of the ping that is sent.
  long ping() {
    long number = unconfirmed.ping();
    outbox.ping(number);
    return number;
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
