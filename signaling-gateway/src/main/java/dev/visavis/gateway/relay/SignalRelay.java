package dev.visavis.gateway.relay;

import dev.visavis.gateway.GatewayClock;
import dev.visavis.gateway.GatewayIdentity;
import dev.visavis.gateway.connection.CloseCode;
import dev.visavis.gateway.connection.Socket;
import dev.visavis.gateway.connection.SocketPhase;
import dev.visavis.gateway.connection.SocketRegistry;
import dev.visavis.gateway.log.CommandSubmitter;
import dev.visavis.gateway.log.RecordWriter;
import dev.visavis.gateway.log.RetryingRecordWriter;
import dev.visavis.gateway.messages.MessageSanitizer;
import dev.visavis.gateway.messages.WireError;
import dev.visavis.gateway.metrics.GatewayMetrics;
import dev.visavis.gateway.paths.ReceivePath;
import dev.visavis.gateway.paths.RelayMessages;
import dev.visavis.gateway.paths.RelayRequest;
import dev.visavis.gateway.paths.SendAction;
import dev.visavis.gateway.paths.SendPath;
import dev.visavis.gateway.paths.SocketPaths;
import dev.visavis.gateway.paths.SocketPaths.CallPaths;
import dev.visavis.proto.MessageCatalogue;
import dev.visavis.proto.RelayAddress;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.RelayBarrier;
import dev.visavis.proto.v1.RelayOpened;
import dev.visavis.proto.v1.ReturnedMessage;
import dev.visavis.proto.v1.Sender;
import dev.visavis.proto.v1.SignalingMessage;
import jakarta.inject.Singleton;
import java.util.List;

/// Executes what [SendPath] and [ReceivePath] decide: writes to a socket of this gateway, to the
/// inbox of another one, or to the log. Calls about one socket must be made on its event loop.
@Singleton
public final class SignalRelay {
  private final GatewayClock clock;
  private final GatewayIdentity gateway;
  private final SocketRegistry registry;
  private final RecordWriter writer;
  private final RetryingRecordWriter retryingWriter;
  private final CommandSubmitter submitter;
  private final GatewayMetrics metrics;

  public SignalRelay(
      GatewayClock clock,
      GatewayIdentity gateway,
      SocketRegistry registry,
      RecordWriter writer,
      RetryingRecordWriter retryingWriter,
      CommandSubmitter submitter,
      GatewayMetrics metrics) {
    this.clock = clock;
    this.gateway = gateway;
    this.registry = registry;
    this.writer = writer;
    this.retryingWriter = retryingWriter;
    this.submitter = submitter;
    this.metrics = metrics;
  }

  /// Holds the socket's next signals until the outcome of its `answer_call` or `join_call`,
  /// which is being written to the log, is known.
  public void joinRequested(Socket socket, String callId) {
    socket.paths().of(callId).sendPath().joinRequested(nowMs());
  }

  /// Sends a signal of a registered device on its send path.
  public void send(Socket socket, Sender sender, SignalingMessage message, String callId) {
    RelayRequest request = new RelayRequest(submitter.nextId(socket, sender), message);
    CallPaths paths = socket.paths().of(callId);
    if (message.hasOffer() || message.hasAnswer()) {
      paths.receivePath().startNegotiationRound(paths.sendPath().receiver(request));
    }
    execute(socket, callId, paths.sendPath().send(request, nowMs()));
  }

  /// Handles a message for the connection of a registered socket.
  public void deliver(Socket socket, Delivery delivery) {
    SignalingMessage message = delivery.getMessage();
    String callId = message.getCallId();
    if (MessageCatalogue.isReliable(message)) {
      ReceivePath receivePath = socket.paths().of(callId).receivePath();
      write(
          socket,
          delivery.getTo(),
          receivePath.received(message, delivery.getNotBeforeVersion(), nowMs()));
      setTimer(socket);
      return;
    }
    if (!delivery.getPeersOnly()) {
      socket.send(message.hasRing() ? ring(socket, message) : message);
    }
    switch (message.getBodyCase()) {
      case CALL_STATE -> callStateReceived(socket, callId, delivery);
      case ERROR ->
          execute(socket, callId, socket.paths().of(callId).sendPath().joinSettled(nowMs()));
      case CALL_ENDED -> {
        SendPath sendPath = socket.paths().of(callId).sendPath();
        execute(socket, callId, sendPath.joinSettled(nowMs()));
        // call-service refuses what still waits, so that the device hears of it.
        execute(socket, callId, sendPath.releaseExpired(Long.MAX_VALUE));
        socket.paths().forget(callId);
        socket.unackedMessages().forget(callId);
      }
      default -> {}
    }
  }

  /// If the socket closes while messages are written, returns the remaining ones to call-service.
  private void write(Socket socket, DeviceRoute to, List<SignalingMessage> messages) {
    for (SignalingMessage message : messages) {
      if (socket.isClosed()) {
        returnToCallService(message, to);
      } else {
        socket.send(message);
      }
    }
  }

  /// The caller may have read presence before this device joined its other call.
  private static SignalingMessage ring(Socket socket, SignalingMessage message) {
    if (message.getRing().getCallWaiting() || !socket.paths().inAnotherCall(message.getCallId())) {
      return message;
    }
    SignalingMessage.Builder waiting = message.toBuilder();
    waiting.getRingBuilder().setCallWaiting(true);
    return waiting.build();
  }

  private void callStateReceived(Socket socket, String callId, Delivery delivery) {
    CallPaths paths = socket.paths().of(callId);
    var call = delivery.getMessage().getCallState();
    write(
        socket, delivery.getTo(), paths.receivePath().callStateWritten(call.getVersion(), nowMs()));
    execute(
        socket, callId, paths.sendPath().callStateReceived(call, delivery.getPeersList(), nowMs()));
  }

  /// Opens the new path of this socket's signals: its barrier has passed the old one.
  public void barrierPassed(Socket socket, RelayOpened opened) {
    String callId = opened.getCallId();
    SendPath sendPath = socket.paths().of(callId).sendPath();
    execute(
        socket,
        callId,
        sendPath.barrierPassed(opened.getBarrierId(), opened.getConnectionId(), nowMs()));
  }

  /// Handles a delivery whose connection is not here: returns a reliable message or a barrier to
  /// call-service, and drops anything else.
  public void returnToCallService(Delivery delivery) {
    if (delivery.hasRelayBarrier()) {
      returnBarrier(delivery);
    } else if (MessageCatalogue.isReliable(delivery.getMessage())) {
      returnToCallService(delivery.getMessage(), delivery.getTo());
    }
  }

  /// Starts new paths for the new connection of a socket, after it has written all messages that
  /// the old paths still hold.
  public void startPaths(Socket socket, DeviceRoute route) {
    socket
        .paths()
        .all()
        .values()
        .forEach(each -> write(socket, route, each.receivePath().releaseAll()));
    socket.startPaths(new SocketPaths(route.getUserId(), route.getConnectionId()));
  }

  /// Sends the signals of a closed socket that are still waiting, and returns the messages for it
  /// that it has not acknowledged to call-service.
  public void onSocketClosed(Socket socket, DeviceRoute route) {
    socket.unackedMessages().takeAll().forEach(message -> returnToCallService(message, route));
    socket
        .paths()
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
    metrics.relayed("returned");
    retryingWriter.append(
        CallCommand.newBuilder()
            .setCommandId("returned:" + message.getId() + ":" + to.getConnectionId())
            .setCallId(message.getCallId())
            .setAt(clock.now())
            .setReturnedMessage(ReturnedMessage.newBuilder().setMessage(message).setTo(to))
            .build());
  }

  /// Handles a barrier that arrived for the connection of this socket.
  public void barrier(Socket socket, Delivery delivery) {
    if (delivery.getRelayBarrier().getThroughLog() && !isReclaimBarrier(delivery)) {
      acknowledgeBarrier(delivery);
    } else {
      // The sender knows a newer connection of the device, or none, so this one is outdated.
      socket.close(CloseCode.REPLACED);
      returnBarrier(delivery);
    }
  }

  /// Whether the barrier asks the previous connection of a device for its unacknowledged messages.
  private static boolean isReclaimBarrier(Delivery delivery) {
    return delivery
        .getRelayBarrier()
        .getFrom()
        .getConnectionId()
        .equals(delivery.getTo().getConnectionId());
  }

  private void returnBarrier(Delivery delivery) {
    RelayBarrier barrier = delivery.getRelayBarrier();
    DeviceRoute lost = delivery.getTo();
    append(
        barrier.toBuilder().setThroughLog(false).setReturnedFrom(lost).build(),
        barrier.getBarrierId() + ":" + lost.getConnectionId());
  }

  private void append(RelayBarrier barrier, String commandId) {
    retryingWriter.append(
        CallCommand.newBuilder()
            .setCommandId(commandId)
            .setCallId(barrier.getCallId())
            .setAt(clock.now())
            .setRelayBarrier(barrier)
            .build());
  }

  private void acknowledgeBarrier(Delivery delivery) {
    RelayBarrier barrier = delivery.getRelayBarrier();
    RelayOpened opened =
        RelayOpened.newBuilder()
            .setBarrierId(barrier.getBarrierId())
            .setCallId(barrier.getCallId())
            .setConnectionId(delivery.getTo().getConnectionId())
            .build();
    sendToGateway(Delivery.newBuilder().setTo(barrier.getFrom()).setRelayOpened(opened).build());
  }

  private void execute(Socket socket, String callId, List<SendAction> actions) {
    if (!(socket.phase() instanceof SocketPhase.Registered(Sender sender))) {
      return;
    }
    for (SendAction action : actions) {
      switch (action) {
        case SendAction.SendDirect(DeviceRoute to, RelayRequest request, int version) ->
            sendDirect(socket, sender, callId, to, request, version);
        case SendAction.SendViaLog(RelayRequest request) ->
            sendViaLog(socket, sender, callId, request);
        case SendAction.SendBarrier barrier -> sendBarrier(sender, callId, barrier);
        case SendAction.RejectMessage(RelayRequest request) ->
            submitter.refuse(
                socket, request.message(), WireError.unavailable("too many messages are waiting"));
      }
    }
    setTimer(socket);
  }

  private void sendDirect(
      Socket socket,
      Sender sender,
      String callId,
      DeviceRoute to,
      RelayRequest request,
      int version) {
    Delivery.Builder message =
        Delivery.newBuilder()
            .setTo(to)
            .setNotBeforeVersion(version)
            .setMessage(
                RelayMessages.of(request, callId, socket.authenticatedUser().user().getId()));
    if (to.getUserId().equals(RelayAddress.SFU)) {
      message.setSender(sender.getDevice());
    }
    Delivery delivery = message.build();
    if (isLocal(to)) {
      metrics.relayed("here");
      deliverLocally(delivery);
    } else {
      metrics.relayed("direct");
      submitter.deliver(socket, request.message(), delivery);
    }
  }

  private void sendViaLog(Socket socket, Sender sender, String callId, RelayRequest request) {
    metrics.relayed("log");
    SignalingMessage trusted = MessageSanitizer.sanitize(request.message(), callId);
    submitter.submit(
        socket,
        request.message(),
        submitter.command(request.commandId(), sender, callId).setMessage(trusted));
  }

  private void sendBarrier(Sender sender, String callId, SendAction.SendBarrier action) {
    RelayBarrier barrier =
        RelayBarrier.newBuilder()
            .setBarrierId(action.barrierId())
            .setCallId(callId)
            .setToUserId(action.toUserId())
            .setFrom(sender.getDevice())
            .build();
    if (action.along() == null) {
      append(barrier, action.barrierId());
    } else {
      sendToGateway(Delivery.newBuilder().setTo(action.along()).setRelayBarrier(barrier).build());
    }
  }

  /// If Kafka is down, the delivery is lost, and the sender of the barrier waits for its timeout.
  private void sendToGateway(Delivery delivery) {
    if (isLocal(delivery.getTo())) {
      deliverLocally(delivery);
    } else {
      writer.append(delivery).onFailure(refused -> metrics.relayed("lost"));
    }
  }

  private void deliverLocally(Delivery delivery) {
    registry
        .ofConnection(delivery.getTo().getConnectionId())
        .ifPresentOrElse(
            socket -> socket.dispatch(delivery, () -> {}), () -> returnToCallService(delivery));
  }

  private boolean isLocal(DeviceRoute route) {
    return route.getGateway() == gateway.partition();
  }

  private void setTimer(Socket socket) {
    socket
        .paths()
        .setTimer(
            dueMs ->
                clock.after(
                    Math.max(1, dueMs - nowMs()), () -> socket.run(() -> releaseExpired(socket))));
  }

  private void releaseExpired(Socket socket) {
    socket.paths().timerFired();
    socket
        .paths()
        .all()
        .forEach(
            (callId, paths) -> {
              if (socket.phase() instanceof SocketPhase.Registered(Sender sender)) {
                write(socket, sender.getDevice(), paths.receivePath().releaseExpired(nowMs()));
              }
              execute(socket, callId, paths.sendPath().releaseExpired(nowMs()));
            });
    setTimer(socket);
  }

  private long nowMs() {
    return clock.monotonicMs();
  }
}
