package dev.visavis.history.projection;

import static dev.visavis.proto.v1.CallState.CALL_STATE_CANCELLED;
import static dev.visavis.proto.v1.CallState.CALL_STATE_DECLINED;
import static dev.visavis.proto.v1.CallState.CALL_STATE_ENDED;
import static dev.visavis.proto.v1.CallState.CALL_STATE_MISSED;
import static dev.visavis.proto.v1.CallState.CALL_STATE_RINGING;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_DECLINED;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_JOINED;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_MISSED;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_RECONNECTING;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_RINGING;

import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.ParticipantState;
import dev.visavis.proto.v1.UserInfo;
import dev.visavis.proto.v1.events.CallEnded;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.CallInitiated;
import dev.visavis.proto.v1.events.InvitedUser;
import dev.visavis.proto.v1.events.ParticipantJoined;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Applies one event to the record of its call. Pure: the rows depend only on the events, not on
/// how they were batched or how often they were read.
final class CallFold {
  private static final Set<CallState> ENDS =
      Set.of(CALL_STATE_ENDED, CALL_STATE_MISSED, CALL_STATE_DECLINED, CALL_STATE_CANCELLED);

  private CallFold() {}

  /// @param call the record so far; null before the call's first event
  /// @return null if the call's first event is unknown because the log no longer holds it
  /// @throws IllegalArgumentException if the event violates the schema
  static @Nullable CallRecord apply(@Nullable CallRecord call, CallEvent event) {
    if (call == null) {
      return event.hasCallInitiated() ? initiate(event) : null;
    }
    EventPosition position = EventPosition.of(event);
    if (!position.isAfter(call.position())) {
      return call;
    }
    return switch (event.getFactCase()) {
      case CALL_INITIATED -> throw new IllegalArgumentException("the call was initiated twice");
      case PARTICIPANT_JOINED -> join(call.at(position), event);
      case PARTICIPANT_RECONNECTING ->
          become(
              call.at(position),
              event.getParticipantReconnecting().getUserId(),
              PARTICIPANT_STATE_RECONNECTING);
      case PARTICIPANT_LEFT -> leave(call.at(position), event);
      case PARTICIPANT_DECLINED ->
          become(
              call.at(position),
              event.getParticipantDeclined().getUserId(),
              PARTICIPANT_STATE_DECLINED);
      case PARTICIPANT_MISSED ->
          become(
              call.at(position),
              event.getParticipantMissed().getUserId(),
              PARTICIPANT_STATE_MISSED);
      case CALLER_BLOCKED -> hide(call.at(position), event);
      case PARTICIPANT_MOVED -> move(call.at(position), event);
      case PARTICIPANTS_INVITED -> invite(call.at(position), event);
      case CALL_CONNECTED -> connect(call.at(position), event);
      case CALL_ENDED -> end(call.at(position), event);
      // The other events do not affect the history; events of a newer schema are ignored.
      default -> call;
    };
  }

  private static CallRecord initiate(CallEvent event) {
    CallInitiated initiated = event.getCallInitiated();
    Instant at = CallEvents.occurredAt(event);
    UUID initiator = CallEvents.uuid(initiated.getInitiator().getId());
    EventPosition position = EventPosition.of(event);
    var participants = new LinkedHashMap<UUID, ParticipantRecord>();
    participants.put(
        initiator,
        participant(initiated.getInitiator(), 0, PARTICIPANT_STATE_JOINED, true, position)
            .join(initiated.getInitiatorDeviceId(), at, position));
    for (InvitedUser invited : initiated.getInvitedList()) {
      ParticipantRecord callee = invited(invited, participants.size(), position);
      participants.putIfAbsent(callee.userId(), callee);
    }
    return new CallRecord(
        CallEvents.uuid(event.getCallId()),
        initiated.getKind(),
        initiated.getCallType(),
        CALL_STATE_RINGING,
        initiator,
        null,
        at,
        null,
        null,
        null,
        null,
        participants,
        position);
  }

  private static CallRecord join(CallRecord call, CallEvent event) {
    ParticipantJoined joined = event.getParticipantJoined();
    ParticipantRecord who = call.participant(CallEvents.uuid(joined.getUserId()));
    CallRecord changed =
        call.with(who.join(joined.getDeviceId(), CallEvents.occurredAt(event), call.position()));
    boolean answers = call.answeredBy() == null && !who.userId().equals(call.initiatorId());
    return answers ? changed.answeredBy(joined.getDeviceId()) : changed;
  }

  private static CallRecord become(CallRecord call, String userId, ParticipantState state) {
    ParticipantRecord who = call.participant(CallEvents.uuid(userId));
    return call.with(who.become(state, call.position()));
  }

  /// Hides the call from a user who blocks the caller while it rings.
  private static CallRecord hide(CallRecord call, CallEvent event) {
    ParticipantRecord who = call.participant(CallEvents.uuid(event.getCallerBlocked().getUserId()));
    return call.with(who.hide(call.position()));
  }

  private static CallRecord leave(CallRecord call, CallEvent event) {
    ParticipantRecord who =
        call.participant(CallEvents.uuid(event.getParticipantLeft().getUserId()));
    return call.with(who.leave(CallEvents.occurredAt(event), call.position()));
  }

  private static CallRecord move(CallRecord call, CallEvent event) {
    var moved = event.getParticipantMoved();
    ParticipantRecord who = call.participant(CallEvents.uuid(moved.getUserId()));
    return call.with(who.moveTo(moved.getToDeviceId(), call.position()));
  }

  private static CallRecord invite(CallRecord call, CallEvent event) {
    CallRecord wider = call.asGroup();
    for (InvitedUser invited : event.getParticipantsInvited().getInvitedList()) {
      ParticipantRecord fresh = invited(invited, wider.participants().size(), call.position());
      ParticipantRecord known = wider.participants().get(fresh.userId());
      if (known == null) {
        wider = wider.with(fresh);
      } else if (!known.isIn()) {
        wider = wider.with(known.ringAgain(fresh.visible(), call.position()));
      }
    }
    return wider;
  }

  private static CallRecord connect(CallRecord call, CallEvent event) {
    return call.state() == CALL_STATE_RINGING ? call.connect(CallEvents.occurredAt(event)) : call;
  }

  private static CallRecord end(CallRecord call, CallEvent event) {
    if (call.endedAt() != null) {
      return call;
    }
    CallEnded ended = event.getCallEnded();
    if (!ENDS.contains(ended.getState())) {
      throw new IllegalArgumentException("the call ended in a state that is not final");
    }
    Instant at = CallEvents.occurredAt(event);
    UUID continuesAs = ended.hasContinuesAs() ? CallEvents.uuid(ended.getContinuesAs()) : null;
    CallRecord changed = call.end(ended.getState(), at, ended.getReason(), continuesAs);
    for (ParticipantRecord who : call.participants().values()) {
      if (who.isIn()) {
        changed = changed.with(who.leave(at, call.position()));
      } else if (who.state() == PARTICIPANT_STATE_RINGING) {
        changed = changed.with(who.become(PARTICIPANT_STATE_MISSED, call.position()));
      }
    }
    return changed;
  }

  private static ParticipantRecord invited(InvitedUser who, int ordinal, EventPosition position) {
    return participant(
        who.getUser(), ordinal, PARTICIPANT_STATE_RINGING, !who.getBlocksCaller(), position);
  }

  private static ParticipantRecord participant(
      UserInfo user, int ordinal, ParticipantState state, boolean visible, EventPosition position) {
    return new ParticipantRecord(
        CallEvents.uuid(user.getId()),
        ordinal,
        user.getName(),
        user.hasAvatarUrl() ? user.getAvatarUrl() : null,
        state,
        null,
        null,
        null,
        visible,
        position);
  }
}
