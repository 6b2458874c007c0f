package dev.visavis.gateway.commands;

import dev.visavis.gateway.connection.Socket;
import dev.visavis.gateway.limits.CallPressure;
import dev.visavis.gateway.log.CommandSubmitter;
import dev.visavis.gateway.messages.MessageSanitizer;
import dev.visavis.gateway.messages.WireError;
import dev.visavis.gateway.presence.CalleeReader;
import dev.visavis.gateway.presence.CalleeReader.Found;
import dev.visavis.gateway.presence.CalleeReader.NotFound;
import dev.visavis.gateway.presence.CalleeReader.RateLimited;
import dev.visavis.gateway.presence.PresenceReader;
import dev.visavis.gateway.quality.QualityReportWriter;
import dev.visavis.gateway.relay.SignalRelay;
import dev.visavis.proto.CallId;
import dev.visavis.proto.MessageCatalogue;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.InitiateCall;
import dev.visavis.proto.v1.InvitePeople;
import dev.visavis.proto.v1.MessageTraits;
import dev.visavis.proto.v1.PlaceCall;
import dev.visavis.proto.v1.Sender;
import dev.visavis.proto.v1.SignalingMessage;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Turns the messages of registered devices into commands. Errors are sent to the socket at once;
/// replies come from call-service through the inbox.
@Singleton
public final class ClientCommandHandler {
  private static final Logger LOG = Logger.getLogger(ClientCommandHandler.class);
  private static final WireError NO_LIVE_CALL =
      WireError.of(ErrorCode.CALL_NOT_FOUND, "you have no live call");

  private final CommandSubmitter submitter;
  private final SignalRelay relay;
  private final QualityReportWriter reports;
  private final CalleeReader callees;
  private final PresenceReader presence;
  private final CallPressure pressure;

  ClientCommandHandler(
      CommandSubmitter submitter,
      SignalRelay relay,
      QualityReportWriter reports,
      CalleeReader callees,
      PresenceReader presence,
      CallPressure pressure) {
    this.submitter = submitter;
    this.relay = relay;
    this.reports = reports;
    this.callees = callees;
    this.presence = presence;
    this.pressure = pressure;
  }

  /// Handles one message. The future completes when the socket's next message can no longer
  /// overtake it.
  public Future<Void> accept(Socket socket, Sender sender, SignalingMessage message) {
    MessageTraits traits = MessageCatalogue.traits(message);
    return switch (traits.getBecomes()) {
      case PLACE_CALL -> initiate(socket, sender, message);
      case INVITE_PEOPLE -> invite(socket, sender, message);
      case COMMAND -> {
        if (traits.getJoins()) {
          relay.joinRequested(socket, message.getCallId());
        }
        yield message.hasCallId() ? ask(socket, sender, message) : askAll(socket, sender, message);
      }
      case SIGNAL -> {
        relay.send(socket, sender, message, message.getCallId());
        yield Future.succeededFuture();
      }
      case REPORT -> {
        reports.take(socket, sender, message);
        yield Future.succeededFuture();
      }
      case REGISTRATION, NOTHING, UNRECOGNIZED ->
          throw new IllegalArgumentException("no command: " + message.getBodyCase());
    };
  }

  private Future<Void> ask(Socket socket, Sender sender, SignalingMessage message) {
    String callId = message.getCallId();
    SignalingMessage trusted = MessageSanitizer.sanitize(message, callId);
    submitter.submit(
        socket,
        message,
        command(socket, sender, callId)
            .setMessage(trusted)
            .setMediaIsPartial(trusted.hasMediaState()));
    return Future.succeededFuture();
  }

  private Future<Void> initiate(Socket socket, Sender sender, SignalingMessage message) {
    InitiateCall asked = message.getInitiateCall();
    String callId =
        CallId.derive(socket.authenticatedUser().id(), message.getIdempotencyKey()).toString();
    Duration wait = pressure.begin(callId, System.nanoTime());
    if (!wait.isZero()) {
      return overloaded(socket, message, wait);
    }
    boolean direct = asked.hasCalleeId() || asked.getCalleeIdsCount() == 1;
    List<String> ids =
        asked.hasCalleeId() ? List.of(asked.getCalleeId()) : asked.getCalleeIdsList();
    Function<Integer, String> field =
        asked.hasCalleeId() ? i -> "payload.calleeId" : i -> "payload.calleeIds[" + i + "]";
    return withCallees(
        socket,
        message,
        callees.forInitiate(socket.authenticatedUser(), sender.getDevice(), callId, ids),
        field,
        () -> pressure.completed(callId),
        found ->
            submitter.submit(
                socket,
                message,
                command(socket, sender.toBuilder().setUser(found.caller()).build(), callId)
                    .setPlaceCall(
                        PlaceCall.newBuilder()
                            .addAllCallees(found.callees())
                            .addAllCallerDevices(found.callerDevices())
                            .setCallType(asked.getCallType())
                            .setKind(direct ? CallKind.CALL_KIND_DIRECT : CallKind.CALL_KIND_GROUP)
                            .setIdempotencyKey(message.getIdempotencyKey()))));
  }

  private Future<Void> overloaded(Socket socket, SignalingMessage message, Duration wait) {
    submitter.refuse(socket, message, WireError.unavailable("too many calls wait already", wait));
    return Future.succeededFuture();
  }

  private Future<Void> invite(Socket socket, Sender sender, SignalingMessage message) {
    Duration wait = pressure.toWait(System.nanoTime());
    if (!wait.isZero()) {
      return overloaded(socket, message, wait);
    }
    String callId = message.getCallId();
    List<String> ids = message.getInvite().getUserIdsList();
    return withCallees(
        socket,
        message,
        callees.forInvite(socket.authenticatedUser(), sender.getDevice(), callId, ids),
        i -> "payload.userIds[" + i + "]",
        () -> {},
        found ->
            submitter.submit(
                socket,
                message,
                command(socket, sender, callId)
                    .setInvitePeople(InvitePeople.newBuilder().addAllCallees(found.callees()))));
  }

  /// Continues with the callees that were read, or sends an error.
  ///
  /// @param field the path of the callee at an index, for error texts
  /// @param refused called if the callees cannot be read or are refused
  private Future<Void> withCallees(
      Socket socket,
      SignalingMessage message,
      Future<CalleeReader.LookupResult> reading,
      Function<Integer, String> field,
      Runnable refused,
      Function<Found, Future<Void>> then) {
    return reading
        .onFailure(
            failure -> {
              refused.run();
              LOG.debugf("Could not read the callees' presence: %s", failure.getMessage());
              socket.run(() -> submitter.unavailable(socket, message, "no calls are possible now"));
            })
        .onSuccess(
            result ->
                socket.run(
                    () -> {
                      switch (result) {
                        case Found found -> then.apply(found).onFailure(e -> refused.run());
                        case RateLimited(Duration retryAfter) -> {
                          refused.run();
                          submitter.refuse(socket, message, WireError.tooManyRings(retryAfter));
                        }
                        case NotFound(int index) -> {
                          refused.run();
                          submitter.refuse(
                              socket,
                              message,
                              WireError.of(
                                  ErrorCode.USER_NOT_FOUND,
                                  field.apply(index) + ": there is no such user"));
                        }
                      }
                    }))
        .transform(ended -> Future.succeededFuture());
  }

  /// A message without `callId` applies to every live call of the user. Each call sends a reply.
  private Future<Void> askAll(Socket socket, Sender sender, SignalingMessage message) {
    return presence
        .liveCalls(socket.authenticatedUser().user().getId())
        .onSuccess(
            calls ->
                socket.run(
                    () -> {
                      if (calls.isEmpty()) {
                        submitter.refuse(socket, message, NO_LIVE_CALL);
                      }
                      calls.forEach(
                          id -> ask(socket, sender, message.toBuilder().setCallId(id).build()));
                    }))
        .onFailure(
            failure ->
                socket.run(
                    () -> submitter.unavailable(socket, message, "calls are unavailable now")))
        .transform(ended -> Future.succeededFuture());
  }

  private CallCommand.Builder command(Socket socket, Sender sender, String callId) {
    return submitter.command(submitter.nextId(socket, sender), sender, callId);
  }
}
