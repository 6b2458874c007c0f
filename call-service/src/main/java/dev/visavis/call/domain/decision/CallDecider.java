package dev.visavis.call.domain.decision;

import static dev.visavis.call.domain.decision.Transaction.rejected;

import dev.visavis.call.domain.decision.CallCommand.AnswerCall;
import dev.visavis.call.domain.decision.CallCommand.DeadlineReached;
import dev.visavis.call.domain.decision.CallCommand.DeclineCall;
import dev.visavis.call.domain.decision.CallCommand.DeviceCommand;
import dev.visavis.call.domain.decision.CallCommand.DeviceConnected;
import dev.visavis.call.domain.decision.CallCommand.DeviceDisconnected;
import dev.visavis.call.domain.decision.CallCommand.EndCall;
import dev.visavis.call.domain.decision.CallCommand.FailCall;
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
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.CallEvent;
import dev.visavis.call.domain.state.CallEvolver;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.Rejection;
import java.util.ArrayList;
import java.util.List;

/// Decides commands. Every decision about a call starts here; the same call and command always give
/// the same decision.
public final class CallDecider {
  private static final Decision NOTHING_NEW = new Decision.Accepted(List.of());

  private final CallRules rules;

  public CallDecider(CallRules rules) {
    this.rules = rules;
  }

  public Decision decide(Call call, CallCommand command) {
    Decision decision =
        switch (call.state()) {
          case NONE -> decideWithoutCall(call, command);
          case RINGING, CONNECTED -> decideLive(call, command);
          case ENDED, MISSED, DECLINED, CANCELLED -> decideEnded(call, command);
        };
    return switch (decision) {
      case Decision.Accepted(List<CallEvent> events) -> accepted(call, events, command);
      case Decision.Rejected rejected -> rejected;
    };
  }

  private static Decision accepted(Call call, List<CallEvent> events, CallCommand command) {
    List<CallEvent> all = withMediaPath(call, events, command);
    return all.isEmpty() ? NOTHING_NEW : new Decision.Accepted(withDeviceEnds(call, all, command));
  }

  /// A call that an older instance stored may need a room although nothing happens in it.
  private static List<CallEvent> withMediaPath(
      Call call, List<CallEvent> events, CallCommand command) {
    List<CallEvent> all = new ArrayList<>(events);
    all.addAll(TopologyDecider.of(CallEvolver.evolve(call, all), command.at()));
    all.addAll(RoomDecider.of(CallEvolver.evolve(call, all), command.at()));
    return all;
  }

  /// The events, followed by a `DeviceEnded` for each device for which they end the call.
  private static List<CallEvent> withDeviceEnds(
      Call call, List<CallEvent> events, CallCommand command) {
    boolean placed = call.state() == CallState.NONE;
    Call before = placed ? CallEvolver.evolve(call, events.getFirst()) : call;
    List<CallEvent> all = new ArrayList<>(events);
    all.addAll(DeviceEndDecider.of(before, CallEvolver.evolve(call, events), events, command));
    return all;
  }

  private Decision decideWithoutCall(Call call, CallCommand command) {
    return switch (command) {
      case InitiateCall place ->
          InviteDecider.initiate(new Transaction(rules, call, place.at()), place);
      case DeviceConnected connected -> NOTHING_NEW;
      case DeviceCommand other -> rejected(Rejection.CALL_NOT_FOUND);
      case DeadlineReached other -> rejected(Rejection.STALE);
      case DeviceDisconnected other -> rejected(Rejection.STALE);
      case ReturnedMessage other -> rejected(Rejection.STALE);
      case RelayBarrier other -> rejected(Rejection.STALE);
      case GlareDetected other -> rejected(Rejection.STALE);
      case ProfileChanged other -> rejected(Rejection.STALE);
      case RoomAssigned other -> rejected(Rejection.STALE);
      case RoomLost other -> rejected(Rejection.STALE);
      case FailCall other -> rejected(Rejection.STALE);
    };
  }

  private Decision decideLive(Call call, CallCommand command) {
    Transaction transaction = new Transaction(rules, call, command.at());
    return switch (command) {
      case DeviceCommand asked -> decideByDevice(transaction, asked);
      case DeviceConnected connected -> DeviceDecider.connected(transaction, connected);
      case DeviceDisconnected gone -> DeviceDecider.disconnected(transaction, gone);
      case DeadlineReached reached -> DeadlineDecider.reached(transaction, reached);
      case GlareDetected glare -> EndDecider.glare(transaction, glare);
      case ProfileChanged changed -> ProfileDecider.changed(transaction, changed);
      case ReturnedMessage returned -> RelayDecider.returned(transaction, returned);
      case RelayBarrier barrier -> RelayDecider.barrier(transaction, barrier);
      case RoomAssigned assigned -> RoomDecider.assigned(transaction, assigned);
      case RoomLost lost -> RoomDecider.lost(transaction, lost);
      case FailCall fail -> EndDecider.fail(transaction);
    };
  }

  private Decision decideByDevice(Transaction transaction, DeviceCommand command) {
    Participant participant = transaction.call().participant(command.sender().userId());
    if (participant == null || participant.isUnaware()) {
      return rejected(Rejection.CALL_NOT_FOUND);
    }
    if (participant.blocksCaller()) {
      return decideEndedFor(transaction, command);
    }
    transaction.recordConnection(command.sender().route());
    if (participant.isOut()) {
      return command instanceof JoinCall join
          ? AnswerDecider.join(transaction, join)
          : decideEndedFor(transaction, command);
    }
    return switch (command) {
      case InitiateCall again -> repeated(transaction, again);
      case Ringing ringing -> DeviceDecider.alerting(transaction, ringing);
      case AnswerCall answer -> AnswerDecider.answer(transaction, answer);
      case JoinCall join -> AnswerDecider.join(transaction, join);
      case DeclineCall decline -> EndDecider.decline(transaction, decline);
      case EndCall end -> EndDecider.end(transaction, end);
      case RelaySignal relay -> RelayDecider.relay(transaction, relay);
      case MediaState media -> RelayDecider.media(transaction, media);
      case TransferCall transfer -> HandOffDecider.start(transaction, transfer);
      case InvitePeople invite -> InviteDecider.invite(transaction, invite);
      case Sync sync -> transaction.accepted();
    };
  }

  /// The same user has initiated the same call before.
  private static Decision repeated(Transaction transaction, InitiateCall command) {
    return command.sender().userId().equals(transaction.call().initiatorId())
        ? transaction.accepted()
        : rejected(Rejection.CALL_NOT_FOUND);
  }

  private Decision decideEnded(Call call, CallCommand command) {
    return switch (command) {
      case DeviceCommand asked -> decideEndedByDevice(call, asked);
      case DeviceConnected connected -> NOTHING_NEW;
      case DeadlineReached late -> rejected(Rejection.STALE);
      case DeviceDisconnected other -> rejected(Rejection.STALE);
      case ReturnedMessage other -> rejected(Rejection.STALE);
      case RelayBarrier other -> rejected(Rejection.STALE);
      case GlareDetected other -> rejected(Rejection.STALE);
      case ProfileChanged other -> rejected(Rejection.STALE);
      case RoomAssigned other -> rejected(Rejection.STALE);
      case RoomLost other -> rejected(Rejection.STALE);
      case FailCall other -> rejected(Rejection.STALE);
    };
  }

  private Decision decideEndedByDevice(Call call, DeviceCommand command) {
    Participant participant = call.participant(command.sender().userId());
    return participant == null || participant.isUnaware()
        ? rejected(Rejection.CALL_NOT_FOUND)
        : decideEndedFor(new Transaction(rules, call, command.at()), command);
  }

  /// The sender is no longer in the call. A request to end it is accepted without effect.
  private static Decision decideEndedFor(Transaction transaction, DeviceCommand command) {
    return switch (command) {
      case InitiateCall again -> repeated(transaction, again);
      case Sync sync -> transaction.accepted();
      case DeclineCall reached -> transaction.accepted();
      case EndCall reached -> transaction.accepted();
      case Ringing late -> rejected(Rejection.CALL_UNAVAILABLE);
      case AnswerCall late -> rejected(Rejection.CALL_UNAVAILABLE);
      case JoinCall late -> rejected(Rejection.CALL_UNAVAILABLE);
      case RelaySignal late -> rejected(Rejection.CALL_UNAVAILABLE);
      case MediaState late -> rejected(Rejection.CALL_UNAVAILABLE);
      case TransferCall late -> rejected(Rejection.CALL_UNAVAILABLE);
      case InvitePeople late -> rejected(Rejection.CALL_UNAVAILABLE);
    };
  }
}
