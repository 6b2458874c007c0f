package dev.visavis.simulation;

import dev.visavis.gateway.commands.Trusted;
import dev.visavis.gateway.relay.Inward;
import dev.visavis.gateway.relay.Outgoing;
import dev.visavis.gateway.relay.Outward;
import dev.visavis.gateway.relay.Relayed;
import dev.visavis.gateway.relay.SocketRelays;
import dev.visavis.gateway.relay.Step;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.RelayBarrier;
import dev.visavis.proto.v1.RelayOpened;
import dev.visavis.proto.v1.ReturnedMessage;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.List;
import java.util.Objects;

/// The shell of a gateway's relay on virtual time around [Outward], [Inward] and `Unconfirmed`.
final class GatewayRelay {
  private final World world;
  private final GatewayProcess gateway;

  GatewayRelay(World world, GatewayProcess gateway) {
    this.world = world;
    this.gateway = gateway;
  }

  static boolean takes(SignalingMessage message) {
    return switch (message.getBodyCase()) {
      case OFFER, ANSWER, ICE_CANDIDATE, E2EE -> true;
      default -> false;
    };
  }

  void send(Link link, SignalingMessage message) {
    String callId = message.getCallId();
    Outgoing what = new Outgoing(gateway.nextId(link), message);
    take(link, callId, link.relays.of(callId).outward().send(what, now()));
  }

  void joining(Link link, String callId) {
    link.relays.of(callId).outward().joining(now());
  }

  /// A message for the connection of a registered link.
  void deliver(Link link, Delivery delivery) {
    SignalingMessage message = delivery.getMessage();
    String callId = message.getCallId();
    if (Relayed.isParcel(message)) {
      Inward inward = link.relays.of(callId).inward();
      write(link, inward.arrived(message, delivery.getNotBeforeVersion(), now()));
      setTimer(link);
      return;
    }
    if (!delivery.getPeersOnly()) {
      link.down(message);
    }
    Outward outward = link.relays.of(callId).outward();
    switch (message.getBodyCase()) {
      case CALL_STATE -> {
        Call call = message.getCallState();
        write(link, link.relays.of(callId).inward().told(call.getVersion(), now()));
        take(link, callId, outward.told(call, delivery.getPeersList(), now()));
      }
      case ERROR -> take(link, callId, outward.answered(now()));
      case CALL_ENDED -> {
        take(link, callId, outward.answered(now()));
        link.relays.forget(callId);
        link.unconfirmed.forget(callId);
      }
      default -> {}
    }
  }

  void opened(Link link, RelayOpened opened) {
    Outward outward = link.relays.of(opened.getCallId()).outward();
    take(
        link,
        opened.getCallId(),
        outward.opened(opened.getBarrierId(), opened.getConnectionId(), now()));
  }

  void barrier(Link link, Delivery delivery) {
    RelayBarrier barrier = delivery.getRelayBarrier();
    String here = delivery.getTo().getConnectionId();
    boolean recall = barrier.getFrom().getConnectionId().equals(here);
    if (barrier.getThroughLog() && !recall) {
      RelayOpened opened =
          RelayOpened.newBuilder()
              .setBarrierId(barrier.getBarrierId())
              .setCallId(barrier.getCallId())
              .setConnectionId(delivery.getTo().getConnectionId())
              .build();
      gateway.hand(Delivery.newBuilder().setTo(barrier.getFrom()).setRelayOpened(opened).build());
    } else {
      gateway.closeObsolete(link);
      giveBack(delivery);
    }
  }

  void giveBack(Delivery delivery) {
    if (delivery.hasRelayBarrier()) {
      RelayBarrier barrier =
          delivery.getRelayBarrier().toBuilder()
              .setThroughLog(false)
              .setReturnedFrom(delivery.getTo())
              .build();
      append(barrier, barrier.getBarrierId() + ":" + delivery.getTo().getConnectionId());
    } else if (Relayed.isParcel(delivery.getMessage())) {
      giveBack(delivery.getMessage(), delivery.getTo());
    } else {
      world.watch().dropped(delivery);
    }
  }

  void departed(Link link, DeviceRoute route) {
    if (world.bug() != PlantedBug.UNCONFIRMED_IS_LOST) {
      link.unconfirmed.take().forEach(message -> giveBack(message, route));
    }
    link.relays
        .all()
        .forEach(
            (callId, each) -> {
              each.inward().take().forEach(message -> giveBack(message, route));
              take(link, callId, each.outward().overdue(Long.MAX_VALUE));
            });
  }

  private void giveBack(SignalingMessage message, DeviceRoute to) {
    gateway.append(
        CallCommand.newBuilder()
            .setCommandId("returned:" + message.getId() + ":" + to.getConnectionId())
            .setCallId(message.getCallId())
            .setAt(Messages.timestamp(now()))
            .setReturnedMessage(ReturnedMessage.newBuilder().setMessage(message).setTo(to))
            .build());
  }

  private void take(Link link, String callId, List<Step> steps) {
    for (Step step : steps) {
      switch (step) {
        case Step.Direct direct ->
            gateway.hand(
                Delivery.newBuilder()
                    .setTo(direct.to())
                    .setNotBeforeVersion(direct.version())
                    .setMessage(Relayed.of(direct.what(), callId, link.device().person().id()))
                    .build());
        case Step.ThroughLog(Outgoing what) ->
            gateway.append(
                gateway
                    .command(link, what.commandId(), callId)
                    .setMessage(Trusted.of(what.message(), callId))
                    .build());
        case Step.RaiseBarrier raise -> raise(link, callId, raise);
        case Step.Refuse(Outgoing what) ->
            GatewayProcess.refuse(link, what.message(), ErrorCode.UNAVAILABLE);
      }
    }
    setTimer(link);
  }

  private void raise(Link link, String callId, Step.RaiseBarrier raise) {
    RelayBarrier barrier =
        RelayBarrier.newBuilder()
            .setBarrierId(raise.barrierId())
            .setCallId(callId)
            .setToUserId(raise.toUserId())
            .setFrom(Objects.requireNonNull(link.sender).getDevice())
            .build();
    if (world.bug() == PlantedBug.NO_BARRIER) {
      take(link, callId, link.relays.of(callId).outward().opened(raise.barrierId(), "", now()));
    } else if (raise.along() == null) {
      append(barrier, raise.barrierId());
    } else {
      gateway.hand(Delivery.newBuilder().setTo(raise.along()).setRelayBarrier(barrier).build());
    }
  }

  private void append(RelayBarrier barrier, String commandId) {
    gateway.append(
        CallCommand.newBuilder()
            .setCommandId(commandId)
            .setCallId(barrier.getCallId())
            .setAt(Messages.timestamp(now()))
            .setRelayBarrier(barrier)
            .build());
  }

  private void setTimer(Link link) {
    link.relays.setTimer(dueMs -> world.timeline().at(dueMs, () -> overdue(link, link.relays)));
  }

  private void overdue(Link link, SocketRelays relays) {
    relays.timerFired();
    if (gateway.isDead() || link.phase != Link.Phase.REGISTERED || link.relays != relays) {
      return;
    }
    relays
        .all()
        .forEach(
            (callId, relay) -> {
              write(link, relay.inward().overdue(now()));
              take(link, callId, relay.outward().overdue(now()));
            });
    setTimer(link);
  }

  private static void write(Link link, List<SignalingMessage> messages) {
    messages.forEach(link::down);
  }

  private long now() {
    return world.timeline().nowMs();
  }
}
