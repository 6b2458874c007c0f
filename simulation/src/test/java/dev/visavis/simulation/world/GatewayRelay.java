package dev.visavis.simulation.world;

import dev.visavis.gateway.messages.MessageSanitizer;
import dev.visavis.gateway.paths.ReceivePath;
import dev.visavis.gateway.paths.RelayMessages;
import dev.visavis.gateway.paths.RelayRequest;
import dev.visavis.gateway.paths.SendAction;
import dev.visavis.gateway.paths.SendPath;
import dev.visavis.gateway.paths.SocketPaths;
import dev.visavis.proto.MessageCatalogue;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.RelayBarrier;
import dev.visavis.proto.v1.RelayOpened;
import dev.visavis.proto.v1.ReturnedMessage;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.simulation.infra.InjectedBug;
import dev.visavis.simulation.infra.Messages;
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

  void send(SimulatedSocket socket, SignalingMessage message) {
    String callId = message.getCallId();
    RelayRequest request = new RelayRequest(gateway.nextId(socket), message);
    execute(socket, callId, socket.paths.of(callId).sendPath().send(request, now()));
  }

  void joinRequested(SimulatedSocket socket, String callId) {
    socket.paths.of(callId).sendPath().joinRequested(now());
  }

  /// A delivery for the connection of a registered socket.
  void dispatch(SimulatedSocket socket, Delivery delivery) {
    if (delivery.hasMessage()) {
      deliver(socket, delivery);
    } else if (delivery.hasRelayBarrier()) {
      barrier(socket, delivery);
    } else if (delivery.hasRelayOpened()) {
      barrierPassed(socket, delivery.getRelayOpened());
    }
  }

  /// A message for the connection of a registered link.
  private void deliver(SimulatedSocket socket, Delivery delivery) {
    SignalingMessage message = delivery.getMessage();
    String callId = message.getCallId();
    if (MessageCatalogue.isReliable(message)) {
      ReceivePath receivePath = socket.paths.of(callId).receivePath();
      write(socket, receivePath.received(message, delivery.getNotBeforeVersion(), now()));
      setTimer(socket);
      return;
    }
    if (!delivery.getPeersOnly()) {
      socket.sendDown(message);
    }
    SendPath sendPath = socket.paths.of(callId).sendPath();
    switch (message.getBodyCase()) {
      case CALL_STATE -> {
        Call call = message.getCallState();
        write(
            socket,
            socket.paths.of(callId).receivePath().callStateWritten(call.getVersion(), now()));
        execute(socket, callId, sendPath.callStateReceived(call, delivery.getPeersList(), now()));
      }
      case ERROR -> execute(socket, callId, sendPath.joinSettled(now()));
      case CALL_ENDED -> {
        execute(socket, callId, sendPath.joinSettled(now()));
        socket.paths.forget(callId);
        socket.unackedMessages.forget(callId);
      }
      default -> {}
    }
  }

  private void barrierPassed(SimulatedSocket socket, RelayOpened opened) {
    SendPath sendPath = socket.paths.of(opened.getCallId()).sendPath();
    execute(
        socket,
        opened.getCallId(),
        sendPath.barrierPassed(opened.getBarrierId(), opened.getConnectionId(), now()));
  }

  private void barrier(SimulatedSocket socket, Delivery delivery) {
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
      gateway.sendToGateway(
          Delivery.newBuilder().setTo(barrier.getFrom()).setRelayOpened(opened).build());
    } else {
      gateway.closeObsolete(socket);
      returnToCallService(delivery);
    }
  }

  void returnToCallService(Delivery delivery) {
    if (delivery.hasRelayBarrier()) {
      RelayBarrier barrier =
          delivery.getRelayBarrier().toBuilder()
              .setThroughLog(false)
              .setReturnedFrom(delivery.getTo())
              .build();
      append(barrier, barrier.getBarrierId() + ":" + delivery.getTo().getConnectionId());
    } else if (MessageCatalogue.isReliable(delivery.getMessage())) {
      returnToCallService(delivery.getMessage(), delivery.getTo());
    } else {
      world.recorder().dropped(delivery);
    }
  }

  void onSocketClosed(SimulatedSocket socket, DeviceRoute route) {
    if (world.bug() != InjectedBug.UNCONFIRMED_IS_LOST) {
      socket.unackedMessages.takeAll().forEach(message -> returnToCallService(message, route));
    }
    socket
        .paths
        .all()
        .forEach(
            (callId, each) -> {
              each.receivePath()
                  .releaseAll()
                  .forEach(message -> returnToCallService(message, route));
              execute(socket, callId, each.sendPath().releaseExpired(Long.MAX_VALUE));
            });
  }

  private void returnToCallService(SignalingMessage message, DeviceRoute to) {
    gateway.append(
        CallCommand.newBuilder()
            .setCommandId("returned:" + message.getId() + ":" + to.getConnectionId())
            .setCallId(message.getCallId())
            .setAt(Messages.timestamp(now()))
            .setReturnedMessage(ReturnedMessage.newBuilder().setMessage(message).setTo(to))
            .build());
  }

  private void execute(SimulatedSocket socket, String callId, List<SendAction> actions) {
    for (SendAction action : actions) {
      switch (action) {
        case SendAction.SendDirect direct ->
            gateway.sendToGateway(
                Delivery.newBuilder()
                    .setTo(direct.to())
                    .setNotBeforeVersion(direct.version())
                    .setMessage(
                        RelayMessages.of(direct.request(), callId, socket.device().person().id()))
                    .build());
        case SendAction.SendViaLog(RelayRequest request) ->
            gateway.append(
                gateway
                    .command(socket, request.commandId(), callId)
                    .setMessage(MessageSanitizer.sanitize(request.message(), callId))
                    .build());
        case SendAction.SendBarrier raise -> sendBarrier(socket, callId, raise);
        case SendAction.RejectMessage(RelayRequest request) ->
            GatewayProcess.sendError(socket, request.message(), ErrorCode.UNAVAILABLE);
      }
    }
    setTimer(socket);
  }

  private void sendBarrier(SimulatedSocket socket, String callId, SendAction.SendBarrier raise) {
    RelayBarrier barrier =
        RelayBarrier.newBuilder()
            .setBarrierId(raise.barrierId())
            .setCallId(callId)
            .setToUserId(raise.toUserId())
            .setFrom(Objects.requireNonNull(socket.sender).getDevice())
            .build();
    if (world.bug() == InjectedBug.NO_BARRIER) {
      execute(
          socket,
          callId,
          socket.paths.of(callId).sendPath().barrierPassed(raise.barrierId(), "", now()));
    } else if (raise.along() == null) {
      append(barrier, raise.barrierId());
    } else {
      gateway.sendToGateway(
          Delivery.newBuilder().setTo(raise.along()).setRelayBarrier(barrier).build());
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

  private void setTimer(SimulatedSocket socket) {
    socket.paths.setTimer(
        dueMs -> world.timeline().at(dueMs, () -> releaseExpired(socket, socket.paths)));
  }

  private void releaseExpired(SimulatedSocket socket, SocketPaths paths) {
    paths.timerFired();
    if (gateway.isDead()
        || socket.phase != SimulatedSocket.Phase.REGISTERED
        || socket.paths != paths) {
      return;
    }
    paths
        .all()
        .forEach(
            (callId, relay) -> {
              write(socket, relay.receivePath().releaseExpired(now()));
              execute(socket, callId, relay.sendPath().releaseExpired(now()));
            });
    setTimer(socket);
  }

  private static void write(SimulatedSocket socket, List<SignalingMessage> messages) {
    messages.forEach(socket::sendDown);
  }

  private long now() {
    return world.timeline().nowMs();
  }
}
