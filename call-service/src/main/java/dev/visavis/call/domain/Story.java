package dev.visavis.call.domain;

import dev.visavis.call.domain.CallEvent.CallEnded;
import dev.visavis.call.domain.CallEvent.CallWaitingNoticed;
import dev.visavis.call.domain.CallEvent.DeviceSeen;
import dev.visavis.call.domain.CallEvent.KeptDelivered;
import dev.visavis.call.domain.CallEvent.ParticipantJoined;
import dev.visavis.call.domain.CallEvent.ParticipantReconnecting;
import dev.visavis.call.domain.CallEvent.RecallEnded;
import dev.visavis.call.domain.CallEvent.RecallProlonged;
import dev.visavis.call.domain.CallEvent.RecallStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a command brings about, event by event; each sees the call that the one before has left.
final class Story {
  private final CallRules rules;
  private final Instant at;
  private final List<CallEvent> events = new ArrayList<>();
  private Call call;

  Story(CallRules rules, Call call, Instant at) {
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
      throw new BrokenInvariant("no participant " + userId + " in call " + call.id());
    }
    return participant;
  }

  Story then(CallEvent event) {
    events.add(event);
    call = Evolution.evolve(call, event);
    return this;
  }

  Decision accepted() {
    return new Decision.Accepted(events);
  }

  static Decision rejected(Rejection reason) {
    return new Decision.Rejected(reason);
  }

  /// The device is there, on this connection. If it was away, it is back in the call.
  Story see(Route route) {
    Participant participant = participant(route.userId());
    Device known = participant.device(route.deviceId());
    if (participant.hidden() || (known != null && !known.isMovedBy(route))) {
      return this;
    }
    then(new DeviceSeen(route));
    Seat seat = participant.seat();
    if (seat == null || !participant.isSeated(route.deviceId())) {
      return this;
    }
    boolean wasAway = participant.state() == ParticipantState.RECONNECTING;
    if (wasAway && seat.deviceId().equals(route.deviceId())) {
      then(new ParticipantJoined(at, route.userId(), route.deviceId(), null));
    }
    return known == null || seat.loss() == Loss.LOST || !seat.negotiator().equals(route.deviceId())
        ? deliverKept(route.userId())
        // A connection that nobody reported gone may have swallowed something.
        : recall(known.route(), wasAway ? seat.loss() : Loss.UNTOLD);
  }

  /// Asks for what was sent to the former connection; what is kept follows it.
  private Story recall(Route former, Loss loss) {
    return participant(former.userId()).recall() != null
        ? this // nothing has been sent to this one yet
        : then(
            new RecallStarted(former.userId(), former, at.plus(CallRules.RECLAIM_TIMEOUT), loss));
  }

  Story recallIsOverdue(String userId) {
    Recall recall = participant(userId).recall();
    return recall == null || recall.prolonged()
        ? endRecall(userId, Loss.UNTOLD)
        : then(new RecallProlonged(userId, at.plus(CallRules.RECLAIM_TIMEOUT)));
  }

  Story endRecall(String userId, Loss loss) {
    return then(new RecallEnded(userId, loss)).deliverKept(userId);
  }

  Story noticeCallWaiting(String userId, boolean inCall) {
    return participant(userId).callWaiting() == inCall
        ? this
        : then(new CallWaitingNoticed(userId, inCall));
  }

  /// If there is anything, and somebody to have it.
  Story deliverKept(String userId) {
    Participant participant = participant(userId);
    Kept kept = participant.kept();
    return kept.equals(Kept.NOTHING) || participant.reachable() == null
        ? this
        : then(new KeptDelivered(userId, kept.parcels()));
  }

  /// The seat's device is not there: it has until the end of the resume window.
  Story reconnecting(String userId, Loss loss) {
    Seat seat = participant(userId).seat();
    if (seat == null) {
      throw new BrokenInvariant("nobody to wait for: " + userId + " in call " + call.id());
    }
    Instant until = at.plus(rules.resumeWindow());
    return then(new ParticipantReconnecting(at, userId, seat.deviceId(), until, loss));
  }

  /// A call goes on while somebody can talk to somebody, or may yet.
  Story endIfNothingIsLeft(EndReason reason) {
    int in = call.thoseIn().size();
    boolean goesOn = in > 1 || (in == 1 && call.somebodyRings());
    if (goesOn || !call.state().isLive()) {
      return this;
    }
    return call.state() == CallState.CONNECTED
        ? end(CallState.ENDED, reason == EndReason.PEER_LOST ? reason : EndReason.ENDED)
        : endUnanswered(reason);
  }

  private Story endUnanswered(EndReason reason) {
    boolean allDeclined =
        call.participants().stream()
            .skip(1)
            .allMatch(participant -> participant.state() == ParticipantState.DECLINED);
    if (allDeclined) {
      return end(CallState.DECLINED, reason);
    }
    boolean oneDeclined = reason == EndReason.DECLINED || reason == EndReason.BUSY;
    return end(CallState.MISSED, oneDeclined ? EndReason.NO_ANSWER : reason);
  }

  Story end(CallState state, EndReason reason) {
    return end(state, reason, null);
  }

  Story end(CallState state, EndReason reason, @Nullable String continuesAs) {
    return then(new CallEnded(at, state, reason, continuesAs, at.plus(rules.memory())));
  }
}
