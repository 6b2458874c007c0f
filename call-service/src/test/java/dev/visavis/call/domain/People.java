package dev.visavis.call.domain;

import dev.visavis.call.domain.decision.CallCommand;
import dev.visavis.call.domain.decision.CallCommand.AnswerCall;
import dev.visavis.call.domain.decision.CallCommand.DeadlineReached;
import dev.visavis.call.domain.decision.CallCommand.DeclineCall;
import dev.visavis.call.domain.decision.CallCommand.DeviceConnected;
import dev.visavis.call.domain.decision.CallCommand.DeviceDisconnected;
import dev.visavis.call.domain.decision.CallCommand.EndCall;
import dev.visavis.call.domain.decision.CallCommand.GlareDetected;
import dev.visavis.call.domain.decision.CallCommand.InitiateCall;
import dev.visavis.call.domain.decision.CallCommand.InvitePeople;
import dev.visavis.call.domain.decision.CallCommand.JoinCall;
import dev.visavis.call.domain.decision.CallCommand.MediaState;
import dev.visavis.call.domain.decision.CallCommand.ProfileChanged;
import dev.visavis.call.domain.decision.CallCommand.RelayBarrier;
import dev.visavis.call.domain.decision.CallCommand.RelaySignal;
import dev.visavis.call.domain.decision.CallCommand.ReturnedMessage;
import dev.visavis.call.domain.decision.CallCommand.Ringing;
import dev.visavis.call.domain.decision.CallCommand.RoomAssigned;
import dev.visavis.call.domain.decision.CallCommand.RoomLost;
import dev.visavis.call.domain.decision.CallCommand.Sync;
import dev.visavis.call.domain.decision.CallCommand.TransferCall;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.value.CallKind;
import dev.visavis.call.domain.value.CallType;
import dev.visavis.call.domain.value.Callee;
import dev.visavis.call.domain.value.Deadline;
import dev.visavis.call.domain.value.DeclineReason;
import dev.visavis.call.domain.value.MediaChange;
import dev.visavis.call.domain.value.MessageLoss;
import dev.visavis.call.domain.value.OpaquePayload;
import dev.visavis.call.domain.value.Route;
import dev.visavis.call.domain.value.Sender;
import dev.visavis.call.domain.value.Signal;
import dev.visavis.call.domain.value.User;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The users of the tests and their actions. Devices are named after their users: `a1` is Alice's
/// first, `b2` Bob's second.
final class People {
  static final OpaquePayload SDP =
      OpaquePayload.of("v=0".getBytes(java.nio.charset.StandardCharsets.UTF_8));

  private People() {}

  /// An action: a command that still needs its time.
  interface Act extends Function<Instant, CallCommand> {}

  static String user(String device) {
    return switch (device.charAt(0)) {
      case 'a' -> "alice";
      case 'b' -> "bob";
      case 'c' -> "carol";
      case 'd' -> "dave";
      case 'e' -> "erin";
      default -> "mallory";
    };
  }

  static Route route(String device) {
    return route(device, device + "-socket-1");
  }

  static Route route(String device, String connection) {
    return route(device, connection, 0);
  }

  static Route route(String device, String connection, long ordinal) {
    int gateway = device.charAt(device.length() - 1) - '0';
    return new Route(
        user(device), device, gateway, connection, "run-1", null, null, ordinal, true, true);
  }

  static Sender sender(String device) {
    return new Sender(new User(user(device), user(device), null), route(device));
  }

  static Callee callee(String user, String... devices) {
    return new Callee(
        new User(user, user, null),
        Arrays.stream(devices).map(People::route).toList(),
        false,
        false);
  }

  static Callee blocking(String user, String... devices) {
    Callee callee = callee(user, devices);
    return new Callee(callee.user(), callee.devices(), true, false);
  }

  static Act places(String device, Callee... callees) {
    CallKind kind = callees.length > 1 ? CallKind.GROUP : CallKind.DIRECT;
    List<Route> others = device.equals("a1") ? List.of(route("a2")) : List.of();
    return at ->
        new InitiateCall(
            at, sender(device), List.of(callees), CallType.VIDEO, kind, "key-1", others);
  }

  static Act blocks(String user, String... others) {
    return at -> new ProfileChanged(at, new User(user, user, null), Set.of(others));
  }

  static Act takesTheName(String user, String name) {
    return at -> new ProfileChanged(at, new User(user, name, null), Set.of());
  }

  static Act rings(String device) {
    return at -> new Ringing(at, sender(device));
  }

  static Act answers(String device) {
    return at -> new AnswerCall(at, sender(device), SDP);
  }

  static Act declines(String device) {
    return at -> new DeclineCall(at, sender(device), DeclineReason.DECLINED);
  }

  static Act isBusy(String device) {
    return at -> new DeclineCall(at, sender(device), DeclineReason.BUSY);
  }

  static Act ends(String device) {
    return at -> new EndCall(at, sender(device), false);
  }

  static Act endsForEveryone(String device) {
    return at -> new EndCall(at, sender(device), true);
  }

  static Act offers(String device, @Nullable String to) {
    return signals(device, Signal.Kind.OFFER, "offer", to);
  }

  static Act sendsCandidate(String device, String candidate, @Nullable String to) {
    return signals(device, Signal.Kind.CANDIDATE, candidate, to);
  }

  static Act signals(String device, Signal.Kind kind, String body, @Nullable String to) {
    return at ->
        new RelaySignal(at, sender(device), device + ":" + body, signal(kind, body), to, null);
  }

  /// @param generation of the room for which it is meant; null: not said
  static Act signalsToSfu(String device, Signal.Kind kind, @Nullable Integer generation) {
    return at ->
        new RelaySignal(
            at, sender(device), device + ":" + kind, signal(kind, ""), "sfu", generation);
  }

  private static Signal signal(Signal.Kind kind, String body) {
    return new Signal(
        kind, OpaquePayload.of(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  /// `media-1` has a room for the call.
  static Act hasRoom(int generation) {
    return at -> new RoomAssigned(at, generation, sfu("media-1", generation), "janus-1");
  }

  static Act losesRoom(int generation) {
    return at -> new RoomLost(at, generation, "the media server died");
  }

  static Route sfu(String mediaService, int generation) {
    return new Route(
        "sfu", mediaService, 7, "call-1/" + generation, "run-1", null, null, 0, true, true);
  }

  static Act mutes(String device) {
    return setsMedia(device, new MediaChange(false, null, null, null, null));
  }

  static Act setsMedia(String device, MediaChange change) {
    return at -> new MediaState(at, sender(device), change);
  }

  static Act transfers(String device, String target) {
    return at -> new TransferCall(at, sender(device), target);
  }

  static Act invites(String device, Callee... callees) {
    return at -> new InvitePeople(at, sender(device), List.of(callees));
  }

  static Act joins(String device) {
    return at -> new JoinCall(at, sender(device));
  }

  static Act syncs(String device) {
    return at -> new Sync(at, sender(device));
  }

  static Act connects(String device, String connection) {
    return at -> new DeviceConnected(at, route(device, connection), false);
  }

  /// A connection as presence-service reports it, with its ordinal.
  static Act connects(String device, String connection, long ordinal) {
    return at -> new DeviceConnected(at, route(device, connection, ordinal), false);
  }

  static Act vanishes(String device) {
    return vanishes(device, device + "-socket-1");
  }

  static Act vanishes(String device, String connection) {
    return gone(device, connection, MessageLoss.NONE, false);
  }

  /// The browser closes the socket because the page is closed or reloaded.
  static Act closesThePage(String device) {
    return gone(device, device + "-socket-1", MessageLoss.NONE, true);
  }

  /// Disconnects before the device has confirmed the reply to its `register`.
  static Act vanishesUntold(String device, String connection) {
    return gone(device, connection, MessageLoss.UNCONFIRMED, false);
  }

  static Act crashesWithItsGateway(String device) {
    return gone(device, device + "-socket-1", MessageLoss.LOST, false);
  }

  private static Act gone(String device, String connection, MessageLoss loss, boolean pageClosed) {
    return at -> new DeviceDisconnected(at, user(device), device, connection, loss, pageClosed);
  }

  /// A gateway returns a message that it could not deliver to this connection of `to`.
  static Act givesBack(String to, String connection, Message.Reliable message) {
    return at -> new ReturnedMessage(at, user(to), to, connection, message);
  }

  /// The gateway of `from` sends a barrier after its signals to `toUser`.
  static Act raisesBarrier(String from, String toUser, @Nullable String returnedFrom) {
    return at -> new RelayBarrier(at, "barrier-1", toUser, route(from), returnedFrom);
  }

  /// All messages for the first connection of `device` have come back.
  static Act isReclaimed(String device) {
    return isReclaimed(device, device + "-socket-1");
  }

  static Act isReclaimed(String device, String connection) {
    return at ->
        new RelayBarrier(
            at, "recall:" + connection, user(device), route(device, connection), connection);
  }

  static Message.Relayed candidateOf(String fromUser, String id) {
    byte[] body = id.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new Message.Relayed(
        id, fromUser, new Signal(Signal.Kind.CANDIDATE, OpaquePayload.of(body)));
  }

  static Act glare(String continuesAs) {
    return at -> new GlareDetected(at, continuesAs);
  }

  static Act reaches(Deadline deadline) {
    return at -> new DeadlineReached(deadline.dueAt(), deadline);
  }
}
