package dev.visavis.call.domain;

import static dev.visavis.call.domain.Story.rejected;

import dev.visavis.call.domain.CallCommand.AnswerCall;
import dev.visavis.call.domain.CallCommand.ByDevice;
import dev.visavis.call.domain.CallCommand.DeadlineReached;
import dev.visavis.call.domain.CallCommand.DeclineCall;
import dev.visavis.call.domain.CallCommand.DeviceConnected;
import dev.visavis.call.domain.CallCommand.DeviceDisconnected;
import dev.visavis.call.domain.CallCommand.EndCall;
import dev.visavis.call.domain.CallCommand.FailCall;
import dev.visavis.call.domain.CallCommand.GlareDetected;
import dev.visavis.call.domain.CallCommand.InvitePeople;
import dev.visavis.call.domain.CallCommand.JoinCall;
import dev.visavis.call.domain.CallCommand.MediaState;
import dev.visavis.call.domain.CallCommand.PlaceCall;
import dev.visavis.call.domain.CallCommand.ProfileChanged;
import dev.visavis.call.domain.CallCommand.RelayBarrier;
import dev.visavis.call.domain.CallCommand.RelaySignal;
import dev.visavis.call.domain.CallCommand.ReturnedParcel;
import dev.visavis.call.domain.CallCommand.Ringing;
import dev.visavis.call.domain.CallCommand.Sync;
import dev.visavis.call.domain.CallCommand.TransferCall;
import java.util.ArrayList;
import java.util.List;

/// What a command does to a call. This is the one place where a call is decided; the same call and
/// command always give the same decision.
public final class CallDecider {
  private static final Decision NOTHING_NEW = new Decision.Accepted(List.of());

  private final CallRules rules;

  public CallDecider(CallRules rules) {
    this.rules = rules;
  }

  public Decision decide(Call call, CallCommand command) {
    Decision decision =
        switch (call.state()) {
          case NONE -> whenThereIsNone(call, command);
          case RINGING, CONNECTED -> whenLive(call, command);
          case ENDED, MISSED, DECLINED, CANCELLED -> whenOver(call, command);
        };
    return switch (decision) {
      case Decision.Accepted(List<CallEvent> events) when !events.isEmpty() ->
          new Decision.Accepted(withEndings(call, events, command));
      case Decision.Accepted accepted -> accepted;
      case Decision.Rejected rejected -> rejected;
    };
  }

  /// The events, and for which devices they end the call.
  private static List<CallEvent> withEndings(
      Call call, List<CallEvent> events, CallCommand command) {
    boolean placed = call.state() == CallState.NONE;
    Call before = placed ? Evolution.evolve(call, events.getFirst()) : call;
    List<CallEvent> all = new ArrayList<>(events);
    all.addAll(Endings.of(before, Evolution.evolve(call, events), events, command));
    return all;
  }

  private Decision whenThereIsNone(Call call, CallCommand command) {
    return switch (command) {
      case PlaceCall place -> Placing.decide(new Story(rules, call, place.at()), place);
      case DeviceConnected connected -> NOTHING_NEW;
      case ByDevice other -> rejected(Rejection.CALL_NOT_FOUND);
      case DeadlineReached other -> rejected(Rejection.STALE);
      case DeviceDisconnected other -> rejected(Rejection.STALE);
      case ReturnedParcel other -> rejected(Rejection.STALE);
      case RelayBarrier other -> rejected(Rejection.STALE);
      case GlareDetected other -> rejected(Rejection.STALE);
      case ProfileChanged other -> rejected(Rejection.STALE);
      case FailCall other -> rejected(Rejection.STALE);
    };
  }

  private Decision whenLive(Call call, CallCommand command) {
    Story story = new Story(rules, call, command.at());
    return switch (command) {
      case ByDevice asked -> byDevice(story, asked);
      case DeviceConnected connected -> Devices.connected(story, connected);
      case DeviceDisconnected gone -> Devices.disconnected(story, gone);
      case DeadlineReached reached -> Deadlines.reached(story, reached);
      case GlareDetected glare -> Ends.glare(story, glare);
      case ProfileChanged changed -> Profiles.changed(story, changed);
      case ReturnedParcel returned -> Relays.returned(story, returned);
      case RelayBarrier barrier -> Relays.barrier(story, barrier);
      case FailCall fail -> Ends.fail(story);
    };
  }

  private Decision byDevice(Story story, ByDevice command) {
    Participant participant = story.call().participant(command.sender().userId());
    if (participant == null || participant.isUnaware()) {
      return rejected(Rejection.CALL_NOT_FOUND);
    }
    if (participant.hidden()) {
      return whenOverFor(story, command);
    }
    story.see(command.sender().route());
    if (participant.isOut()) {
      return command instanceof JoinCall join
          ? Answers.join(story, join)
          : whenOverFor(story, command);
    }
    return switch (command) {
      case PlaceCall again -> again(story, again);
      case Ringing ringing -> Devices.alerting(story, ringing);
      case AnswerCall answer -> Answers.answer(story, answer);
      case JoinCall join -> Answers.join(story, join);
      case DeclineCall decline -> Ends.decline(story, decline);
      case EndCall end -> Ends.end(story, end);
      case RelaySignal relay -> Relays.relay(story, relay);
      case MediaState media -> Relays.media(story, media);
      case TransferCall transfer -> HandOffs.start(story, transfer);
      case InvitePeople invite -> Placing.invite(story, invite);
      case Sync sync -> story.accepted();
    };
  }

  /// The same user has asked for the same call before.
  private static Decision again(Story story, PlaceCall command) {
    return command.sender().userId().equals(story.call().initiatorId())
        ? story.accepted()
        : rejected(Rejection.CALL_NOT_FOUND);
  }

  private Decision whenOver(Call call, CallCommand command) {
    return switch (command) {
      case ByDevice asked -> byDeviceWhenOver(call, asked);
      case DeviceConnected connected -> NOTHING_NEW;
      case DeadlineReached late -> rejected(Rejection.STALE);
      case DeviceDisconnected other -> rejected(Rejection.STALE);
      case ReturnedParcel other -> rejected(Rejection.STALE);
      case RelayBarrier other -> rejected(Rejection.STALE);
      case GlareDetected other -> rejected(Rejection.STALE);
      case ProfileChanged other -> rejected(Rejection.STALE);
      case FailCall other -> rejected(Rejection.STALE);
    };
  }

  private Decision byDeviceWhenOver(Call call, ByDevice command) {
    Participant participant = call.participant(command.sender().userId());
    return participant == null || participant.isUnaware()
        ? rejected(Rejection.CALL_NOT_FOUND)
        : whenOverFor(new Story(rules, call, command.at()), command);
  }

  /// The sender has no part in the call any more. Whoever wants it to end, has what they want.
  private static Decision whenOverFor(Story story, ByDevice command) {
    return switch (command) {
      case PlaceCall again -> again(story, again);
      case Sync sync -> story.accepted();
      case DeclineCall reached -> story.accepted();
      case EndCall reached -> story.accepted();
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
