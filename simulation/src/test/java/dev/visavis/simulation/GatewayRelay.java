package dev.visavis.simulation;

import dev.visavis.gateway.commands.Trusted;
import dev.visavis.gateway.relay.ReceivePath;
import dev.visavis.gateway.relay.RelayMessages;
import dev.visavis.gateway.relay.RelayRequest;
import dev.visavis.gateway.relay.SendAction;
import dev.visavis.gateway.relay.SendPath;
import dev.visavis.gateway.relay.SocketPaths;
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

/// The shell of a gateway's relay on virtual time around [SendPath], [ReceivePath] and
/// `Unconfirmed`.
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
    RelayRequest request = new RelayRequest(gateway.nextId(link), message);
    take(link, callId, link.paths.of(callId).sendPath().send(request, now()));
  }

  void joining(Link link, String callId) {
    link.paths.of(callId).sendPath().joinRequested(now());
  }

  /// A message for the connection of a registered link.
  void deliver(Link link, Delivery delivery) {
    SignalingMessage message = delivery.getMessage();
    String callId = message.getCallId();
    if (RelayMessages.isReliable(message)) {
      ReceivePath receivePath = link.paths.of(callId).receivePath();
      write(link, receivePath.received(message, delivery.getNotBeforeVersion(), now()));
      setTimer(link);
      return;
    }
    if (!delivery.getPeersOnly()) {
      link.down(message);
    }
    SendPath sendPath = link.paths.of(callId).sendPath();
    switch (message.getBodyCase()) {
      case CALL_STATE -> {
        Call call = message.getCallState();
        write(link, link.paths.of(callId).receivePath().callStateWritten(call.getVersion(), now()));
        take(link, callId, sendPath.callStateReceived(call, delivery.getPeersList(), now()));
      }
      case ERROR -> take(link, callId, sendPath.joinSettled(now()));
      case CALL_ENDED -> {
        take(link, callId, sendPath.joinSettled(now()));
        link.paths.forget(callId);
        link.unackedMessages.forget(callId);
      }
      default -> {}
    }
  }

  void opened(Link link, RelayOpened opened) {
    SendPath sendPath = link.paths.of(opened.getCallId()).sendPath();
    take(
        link,
        opened.getCallId(),
        sendPath.barrierPassed(opened.getBarrierId(), opened.getConnectionId(), now()));
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
    } else if (RelayMessages.isReliable(delivery.getMessage())) {
      giveBack(delivery.getMessage(), delivery.getTo());
    } else {
      world.watch().dropped(delivery);
    }
  }

  void departed(Link link, DeviceRoute route) {
    if (world.bug() != PlantedBug.UNCONFIRMED_IS_LOST) {
      link.unackedMessages.takeAll().forEach(message -> giveBack(message, route));
    }
    link.paths
        .all()
        .forEach(
            (callId, each) -> {
              each.receivePath().releaseAll().forEach(message -> giveBack(message, route));
              take(link, callId, each.sendPath().releaseExpired(Long.MAX_VALUE));
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

  private void take(Link link, String callId, List<SendAction> actions) {
    for (SendAction action : actions) {
      switch (action) {
        case SendAction.SendDirect direct ->
            gateway.hand(
                Delivery.newBuilder()
                    .setTo(direct.to())
                    .setNotBeforeVersion(direct.version())
                    .setMessage(
                        RelayMessages.of(direct.request(), callId, link.device().person().id()))
                    .build());
        case SendAction.SendViaLog(RelayRequest request) ->
            gateway.append(
                gateway
                    .command(link, request.commandId(), callId)
                    .setMessage(Trusted.of(request.message(), callId))
                    .build());
        case SendAction.SendBarrier raise -> raise(link, callId, raise);
        case SendAction.RejectMessage(RelayRequest request) ->
            GatewayProcess.refuse(link, request.message(), ErrorCode.UNAVAILABLE);
      }
    }
    setTimer(link);
  }

  private void raise(Link link, String callId, SendAction.SendBarrier raise) {
    RelayBarrier barrier =
        RelayBarrier.newBuilder()
            .setBarrierId(raise.barrierId())
            .setCallId(callId)
            .setToUserId(raise.toUserId())
            .setFrom(Objects.requireNonNull(link.sender).getDevice())
            .build();
    if (world.bug() == PlantedBug.NO_BARRIER) {
      take(
          link,
          callId,
          link.paths.of(callId).sendPath().barrierPassed(raise.barrierId(), "", now()));
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
    link.paths.setTimer(dueMs -> world.timeline().at(dueMs, () -> overdue(link, link.paths)));
  }

  private void overdue(Link link, SocketPaths paths) {
    paths.timerFired();
    if (gateway.isDead() || link.phase != Link.Phase.REGISTERED || link.paths != paths) {
      return;
    }
    paths
        .all()
        .forEach(
            (callId, relay) -> {
              write(link, relay.receivePath().releaseExpired(now()));
              take(link, callId, relay.sendPath().releaseExpired(now()));
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
