package dev.visavis.call.domain.decision;

import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.CallEvent;
import dev.visavis.call.domain.state.CallEvent.CallEnded;
import dev.visavis.call.domain.state.CallEvent.CallWaitingChanged;
import dev.visavis.call.domain.state.CallEvent.DeviceRouteChanged;
import dev.visavis.call.domain.state.CallEvent.MailboxDelivered;
import dev.visavis.call.domain.state.CallEvent.ParticipantJoined;
import dev.visavis.call.domain.state.CallEvent.ParticipantReconnecting;
import dev.visavis.call.domain.state.CallEvent.ReclaimEnded;
import dev.visavis.call.domain.state.CallEvent.ReclaimExtended;
import dev.visavis.call.domain.state.CallEvent.ReclaimStarted;
import dev.visavis.call.domain.state.CallEvolver;
import dev.visavis.call.domain.state.Device;
import dev.visavis.call.domain.state.JoinedDevice;
import dev.visavis.call.domain.state.Mailbox;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.state.ParticipantState;
import dev.visavis.call.domain.state.Reclaim;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.EndReason;
import dev.visavis.call.domain.value.InvariantViolationException;
import dev.visavis.call.domain.value.MessageLoss;
import dev.visavis.call.domain.value.Rejection;
import dev.visavis.call.domain.value.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects the events of one command and folds each into the call, so that the next step
/// decides on the result of the previous one.
final class Transaction {
  private final CallRules rules;
  private final Instant at;
  private final List<CallEvent> events = new ArrayList<>();
  private Call call;

  Transaction(CallRules rules, Call call, Instant at) {
    this.rules = rules;
    this.call = call;
    this.at = at;
  }

  CallRules rules() {
    return rules;
  }

  Call call() {
    return call;
  }

  Instant at() {
    return at;
  }

  Participant participant(String userId) {
    Participant participant = call.participant(userId);
    if (participant == null) {
      throw new InvariantViolationException("no participant " + userId + " in call " + call.id());
    }
    return participant;
  }

  Transaction emit(CallEvent event) {
    events.add(event);
    call = CallEvolver.evolve(call, event);
    return this;
  }

  Decision accepted() {
    return new Decision.Accepted(events);
  }

  static Decision rejected(Rejection reason) {
    return new Decision.Rejected(reason);
  }

  /// Records the device's connection. A device that was reconnecting is joined again.
  Transaction recordConnection(Route route) {
    Participant participant = participant(route.userId());
    Device known = participant.device(route.deviceId());
    if (participant.blocksCaller() || (known != null && !known.isReplacedBy(route))) {
      return this;
    }
    emit(new DeviceRouteChanged(route));
    JoinedDevice joinedDevice = participant.joinedDevice();
    if (joinedDevice == null || !participant.isJoinedOn(route.deviceId())) {
      return this;
    }
    boolean wasAway = participant.state() instanceof ParticipantState.Reconnecting;
    if (wasAway && joinedDevice.deviceId().equals(route.deviceId())) {
      emit(ParticipantJoined.again(at, route));
    }
    return known == null
            || joinedDevice.loss() == MessageLoss.LOST
            || !joinedDevice.negotiatingDeviceId().equals(route.deviceId())
        ? deliverMailbox(route.userId())
        // Messages may be lost on a connection that was never reported closed.
        : startReclaim(known.route(), wasAway ? joinedDevice.loss() : MessageLoss.UNCONFIRMED);
  }

  /// Reclaims what was sent to the previous connection; the mailbox follows it.
  private Transaction startReclaim(Route former, MessageLoss loss) {
    return participant(former.userId()).reclaim() != null
        ? this // nothing has been sent to this one yet
        : emit(
            new ReclaimStarted(former.userId(), former, at.plus(CallRules.RECLAIM_TIMEOUT), loss));
  }

  Transaction reclaimTimedOut(String userId) {
    Reclaim reclaim = participant(userId).reclaim();
    return reclaim == null || reclaim.isExtended()
        ? endReclaim(userId, MessageLoss.UNCONFIRMED)
        : emit(new ReclaimExtended(userId, at.plus(CallRules.RECLAIM_TIMEOUT)));
  }

  Transaction endReclaim(String userId, MessageLoss loss) {
    return emit(new ReclaimEnded(userId, loss)).deliverMailbox(userId);
  }

  Transaction updateCallWaiting(String userId, boolean inCall) {
    return participant(userId).callWaiting() == inCall
        ? this
        : emit(new CallWaitingChanged(userId, inCall));
  }

  /// Delivers the stored messages, if there are any and the device can be reached.
  Transaction deliverMailbox(String userId) {
    Participant participant = participant(userId);
    Mailbox mailbox = participant.mailbox();
    return mailbox.equals(Mailbox.EMPTY) || participant.reachableDevice() == null
        ? this
        : emit(new MailboxDelivered(userId, mailbox.messages()));
  }

  /// The joined device is disconnected: it has until the end of the resume window.
  Transaction reconnecting(String userId, MessageLoss loss) {
    JoinedDevice joinedDevice = participant(userId).joinedDevice();
    if (joinedDevice == null) {
      throw new InvariantViolationException(
          "not a joined participant: " + userId + " in call " + call.id());
    }
    Instant until = at.plus(rules.resumeWindow());
    return emit(new ParticipantReconnecting(at, userId, joinedDevice.deviceId(), until, loss));
  }

  /// A call continues while two people can talk, or one is joined and another still rings.
  Transaction endIfNobodyCanTalk(EndReason reason) {
    int in = call.participantsInCall().size();
    boolean goesOn = in > 1 || (in == 1 && call.hasRingingParticipant());
    if (goesOn || !call.state().isLive()) {
      return this;
    }
    return call.state() == CallState.CONNECTED
        ? end(CallState.ENDED, reason == EndReason.PEER_LOST ? reason : EndReason.ENDED)
        : endUnanswered(reason);
  }

  private Transaction endUnanswered(EndReason reason) {
    boolean allDeclined =
        call.participants().stream()
            .skip(1)
            .allMatch(participant -> participant.state() instanceof ParticipantState.Declined);
    if (allDeclined) {
      return end(CallState.DECLINED, reason);
    }
    boolean oneDeclined = reason == EndReason.DECLINED || reason == EndReason.BUSY;
    return end(CallState.MISSED, oneDeclined ? EndReason.NO_ANSWER : reason);
  }

  Transaction end(CallState state, EndReason reason) {
    return end(state, reason, null);
  }

  Transaction end(CallState state, EndReason reason, @Nullable String continuesAs) {
    return emit(new CallEnded(at, state, reason, continuesAs, at.plus(rules.endedCallRetention())));
  }
}
