package dev.visavis.gateway.relay;

import dev.visavis.gateway.GatewayIdentity;
import dev.visavis.gateway.WireTime;
import dev.visavis.gateway.commands.CommandLog;
import dev.visavis.gateway.commands.FromDevice;
import dev.visavis.gateway.commands.Outbound;
import dev.visavis.gateway.commands.PatientLog;
import dev.visavis.gateway.messages.Refusal;
import dev.visavis.gateway.operation.GatewayMetrics;
import dev.visavis.gateway.relay.SocketRelays.CallRelay;
import dev.visavis.gateway.sockets.CloseCode;
import dev.visavis.gateway.sockets.Phase;
import dev.visavis.gateway.sockets.Socket;
import dev.visavis.gateway.sockets.SocketRegistry;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.RelayBarrier;
import dev.visavis.proto.v1.RelayOpened;
import dev.visavis.proto.v1.ReturnedMessage;
import dev.visavis.proto.v1.Sender;
import dev.visavis.proto.v1.SignalingMessage;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.List;

/// Carries out what [Outward] and [Inward] decide: to a socket of this gateway, to the inbox of
/// another one, or to the log. What concerns a socket runs on its event loop.
@Singleton
public final class Relay {
  private final Vertx vertx;
  private final GatewayIdentity gateway;
  private final SocketRegistry registry;
  private final CommandLog log;
  private final PatientLog patientLog;
  private final Outbound outbound;
  private final GatewayMetrics metrics;

  Relay(
      Vertx vertx,
      GatewayIdentity gateway,
      SocketRegistry registry,
      CommandLog log,
      PatientLog patientLog,
      Outbound outbound,
      GatewayMetrics metrics) {
    this.vertx = vertx;
    this.gateway = gateway;
    this.registry = registry;
    this.log = log;
    this.patientLog = patientLog;
    this.outbound = outbound;
    this.metrics = metrics;
  }

  /// `answer_call` or `join_call` is on its way to the log: what follows it waits for its outcome.
  public void joining(Socket socket, String callId) {
    socket.relays().of(callId).outward().joining(nowMs());
  }

  /// `offer`, `answer`, `ice_candidate`, `e2ee` of a registered device.
  public void send(Socket socket, Sender sender, SignalingMessage message, String callId) {
    Outgoing what = new Outgoing(outbound.nextId(socket, sender), message);
    CallRelay relay = socket.relays().of(callId);
    if (message.hasOffer() || message.hasAnswer()) {
      relay.inward().opensRound(relay.outward().receiver(what));
    }
    take(socket, callId, relay.outward().send(what, nowMs()));
  }

  /// A message for the connection of a registered socket.
  public void deliver(Socket socket, Delivery delivery) {
    SignalingMessage message = delivery.getMessage();
    String callId = message.getCallId();
    if (Relayed.isParcel(message)) {
      Inward inward = socket.relays().of(callId).inward();
      write(
          socket,
          delivery.getTo(),
          inward.arrived(message, delivery.getNotBeforeVersion(), nowMs()));
      setTimer(socket);
      return;
    }
    if (!delivery.getPeersOnly()) {
      socket.send(message.hasRing() ? ring(socket, message) : message);
    }
    switch (message.getBodyCase()) {
      case CALL_STATE -> told(socket, callId, delivery);
      case ERROR -> take(socket, callId, socket.relays().of(callId).outward().answered(nowMs()));
      case CALL_ENDED -> {
        take(socket, callId, socket.relays().of(callId).outward().answered(nowMs()));
        socket.relays().forget(callId);
        socket.unconfirmed().forget(callId);
      }
      default -> {}
    }
  }

  /// A socket may break under what it is written; the rest goes back.
  private void write(Socket socket, DeviceRoute to, List<SignalingMessage> parcels) {
    for (SignalingMessage parcel : parcels) {
      if (socket.gone()) {
        giveBack(parcel, to);
      } else {
        socket.send(parcel);
      }
    }
  }

  /// Who dialled may have asked Redis before the call was there that this device has since joined.
  private static SignalingMessage ring(Socket socket, SignalingMessage message) {
    if (message.getRing().getCallWaiting() || !socket.relays().inAnotherCall(message.getCallId())) {
      return message;
    }
    SignalingMessage.Builder waiting = message.toBuilder();
    waiting.getRingBuilder().setCallWaiting(true);
    return waiting.build();
  }

  private void told(Socket socket, String callId, Delivery delivery) {
    CallRelay relay = socket.relays().of(callId);
    var call = delivery.getMessage().getCallState();
    write(socket, delivery.getTo(), relay.inward().told(call.getVersion(), nowMs()));
    take(socket, callId, relay.outward().told(call, delivery.getPeersList(), nowMs()));
  }

  /// The barrier of this socket has come through.
  public void opened(Socket socket, RelayOpened opened) {
    String callId = opened.getCallId();
    Outward outward = socket.relays().of(callId).outward();
    take(socket, callId, outward.opened(opened.getBarrierId(), opened.getConnectionId(), nowMs()));
  }

  /// For a connection that is not here (any more): what must not be lost goes back to the log.
  public void giveBack(Delivery delivery) {
    if (delivery.hasRelayBarrier()) {
      giveBackBarrier(delivery);
    } else if (Relayed.isParcel(delivery.getMessage())) {
      giveBack(delivery.getMessage(), delivery.getTo());
    }
  }

  /// The socket has a connection of its own from now on.
  public void start(Socket socket, DeviceRoute route) {
    socket.relays().all().values().forEach(each -> write(socket, route, each.inward().take()));
    socket.startRelays(new SocketRelays(route.getUserId(), route.getConnectionId()));
  }

  /// The socket is gone: what it has said and what still waits goes on, and what it was not proven
  /// to have taken goes back.
  public void departed(Socket socket, DeviceRoute route) {
    socket.unconfirmed().take().forEach(message -> giveBack(message, route));
    socket
        .relays()
        .all()
        .forEach(
            (callId, each) -> {
              each.inward().take().forEach(message -> giveBack(message, route));
              take(socket, callId, each.outward().overdue(Long.MAX_VALUE));
            });
  }

  private void giveBack(SignalingMessage message, DeviceRoute to) {
    metrics.relayed("returned");
    patientLog.append(
        CallCommand.newBuilder()
            .setCommandId("returned:" + message.getId() + ":" + to.getConnectionId())
            .setCallId(message.getCallId())
            .setAt(WireTime.now())
            .setReturnedMessage(ReturnedMessage.newBuilder().setMessage(message).setTo(to))
            .build());
  }

  /// A barrier for the connection of this socket.
  public void barrier(Socket socket, Delivery delivery) {
    if (delivery.getRelayBarrier().getThroughLog() && !isRecall(delivery)) {
      tellOpened(delivery);
    } else {
      // Its sender knows of a newer connection of the device, or of none: this one is over.
      socket.close(CloseCode.REPLACED);
      giveBackBarrier(delivery);
    }
  }

  /// Asks the former connection of a device itself for what was sent to it.
  private static boolean isRecall(Delivery delivery) {
    return delivery
        .getRelayBarrier()
        .getFrom()
        .getConnectionId()
        .equals(delivery.getTo().getConnectionId());
  }

  private void giveBackBarrier(Delivery delivery) {
    RelayBarrier barrier = delivery.getRelayBarrier();
    DeviceRoute lost = delivery.getTo();
    append(
        barrier.toBuilder().setThroughLog(false).setReturnedFrom(lost).build(),
        barrier.getBarrierId() + ":" + lost.getConnectionId());
  }

  private void append(RelayBarrier barrier, String commandId) {
    patientLog.append(
        CallCommand.newBuilder()
            .setCommandId(commandId)
            .setCallId(barrier.getCallId())
            .setAt(WireTime.now())
            .setRelayBarrier(barrier)
            .build());
  }

  private void tellOpened(Delivery delivery) {
    RelayBarrier barrier = delivery.getRelayBarrier();
    RelayOpened opened =
        RelayOpened.newBuilder()
            .setBarrierId(barrier.getBarrierId())
            .setCallId(barrier.getCallId())
            .setConnectionId(delivery.getTo().getConnectionId())
            .build();
    hand(Delivery.newBuilder().setTo(barrier.getFrom()).setRelayOpened(opened).build());
  }

  private void take(Socket socket, String callId, List<Step> steps) {
    if (!(socket.phase() instanceof Phase.Registered(Sender sender))) {
      return;
    }
    for (Step step : steps) {
      switch (step) {
        case Step.Direct(DeviceRoute to, Outgoing what, int version) ->
            direct(socket, callId, to, what, version);
        case Step.ThroughLog(Outgoing what) -> throughLog(socket, sender, callId, what);
        case Step.RaiseBarrier raise -> raise(sender, callId, raise);
        case Step.Refuse(Outgoing what) ->
            outbound.refuse(socket, what.message(), Refusal.unavailable("too much is waiting"));
      }
    }
    setTimer(socket);
  }

  private void direct(Socket socket, String callId, DeviceRoute to, Outgoing what, int version) {
    Delivery delivery =
        Delivery.newBuilder()
            .setTo(to)
            .setNotBeforeVersion(version)
            .setMessage(Relayed.of(what, callId, socket.caller().user().getId()))
            .build();
    if (isHere(to)) {
      metrics.relayed("here");
      arriveHere(delivery);
    } else {
      metrics.relayed("direct");
      outbound.deliver(socket, what.message(), delivery);
    }
  }

  private void throughLog(Socket socket, Sender sender, String callId, Outgoing what) {
    metrics.relayed("log");
    SignalingMessage trusted = FromDevice.of(what.message(), callId);
    outbound.append(
        socket,
        what.message(),
        outbound.command(what.commandId(), sender, callId).setMessage(trusted));
  }

  private void raise(Sender sender, String callId, Step.RaiseBarrier raise) {
    RelayBarrier barrier =
        RelayBarrier.newBuilder()
            .setBarrierId(raise.barrierId())
            .setCallId(callId)
            .setToUserId(raise.toUserId())
            .setFrom(sender.getDevice())
            .build();
    if (raise.along() == null) {
      append(barrier, raise.barrierId());
    } else {
      hand(Delivery.newBuilder().setTo(raise.along()).setRelayBarrier(barrier).build());
    }
  }

  /// To a gateway; lost if the log is away, which whoever waits for it survives.
  private void hand(Delivery delivery) {
    if (isHere(delivery.getTo())) {
      arriveHere(delivery);
    } else {
      log.append(delivery).onFailure(refused -> metrics.relayed("lost"));
    }
  }

  private void arriveHere(Delivery delivery) {
    registry
        .ofConnection(delivery.getTo().getConnectionId())
        .ifPresentOrElse(socket -> socket.arrive(delivery, () -> {}), () -> giveBack(delivery));
  }

  private boolean isHere(DeviceRoute route) {
    return route.getGateway() == gateway.partition();
  }

  private void setTimer(Socket socket) {
    socket
        .relays()
        .setTimer(
            dueMs ->
                vertx.setTimer(
                    Math.max(1, dueMs - nowMs()), fired -> socket.run(() -> overdue(socket))));
  }

  private void overdue(Socket socket) {
    socket.relays().timerFired();
    socket
        .relays()
        .all()
        .forEach(
            (callId, relay) -> {
              if (socket.phase() instanceof Phase.Registered(Sender sender)) {
                write(socket, sender.getDevice(), relay.inward().overdue(nowMs()));
              }
              take(socket, callId, relay.outward().overdue(nowMs()));
            });
    setTimer(socket);
  }

  private static long nowMs() {
    return System.nanoTime() / 1_000_000;
  }
}
