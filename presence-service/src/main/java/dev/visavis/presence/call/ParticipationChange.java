package dev.visavis.presence.call;

import dev.visavis.presence.store.LiveCalls;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.CallInitiated;
import dev.visavis.proto.v1.events.InvitedUser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The change that a call event makes to one user's participation.
///
/// @param state as in `PresenceKeys.calls`; empty: the user is no longer in the call
/// @param callee the callee, if this user initiates a direct call; else empty
public record ParticipationChange(String userId, String state, String callee) {
  private static final String NOT_IN_CALL = "";

  /// Returns the changes in the order in which they must be applied. A user who blocks the caller
  /// is not in the call: none of their devices ring.
  public static List<ParticipationChange> of(CallEvent event) {
    return switch (event.getFactCase()) {
      case CALL_INITIATED -> initiated(event.getCallInitiated());
      case PARTICIPANTS_INVITED -> rung(event.getParticipantsInvited().getInvitedList()).toList();
      case PARTICIPANT_JOINED ->
          joined(
              event.getParticipantJoined().getUserId(), event.getParticipantJoined().getDeviceId());
      case PARTICIPANT_MOVED ->
          joined(
              event.getParticipantMoved().getUserId(), event.getParticipantMoved().getToDeviceId());
      case PARTICIPANT_LEFT -> ended(event.getParticipantLeft().getUserId());
      case PARTICIPANT_DECLINED -> ended(event.getParticipantDeclined().getUserId());
      case PARTICIPANT_MISSED -> ended(event.getParticipantMissed().getUserId());
      case CALLER_BLOCKED -> ended(event.getCallerBlocked().getUserId());
      case CALL_ENDED ->
          event.getCallEnded().getUserIdsList().stream()
              .map(user -> new ParticipationChange(user, NOT_IN_CALL, ""))
              .toList();
      // The other events change no participation. Events of a newer schema are ignored.
      default -> List.of();
    };
  }

  /// Whether the event brings users into the call. Their devices may have changed before the
  /// call was known here.
  static boolean bringsIn(CallEvent event) {
    return event.hasCallInitiated()
        || event.hasParticipantsInvited()
        || event.getParticipantJoined().hasDevice();
  }

  /// The users whom the event rings.
  static List<InvitedUser> invited(CallEvent event) {
    return event.hasCallInitiated()
        ? event.getCallInitiated().getInvitedList()
        : event.getParticipantsInvited().getInvitedList();
  }

  private static List<ParticipationChange> initiated(CallInitiated initiated) {
    boolean direct =
        initiated.getKind() == CallKind.CALL_KIND_DIRECT && initiated.getInvitedCount() == 1;
    String callee = direct ? initiated.getInvited(0).getUser().getId() : "";
    List<ParticipationChange> changes = new ArrayList<>();
    String initiator = initiated.getInitiator().getId();
    changes.add(
        new ParticipationChange(
            initiator, LiveCalls.joined(initiated.getInitiatorDeviceId()), callee));
    rung(initiated.getInvitedList()).forEach(changes::add);
    return changes;
  }

  private static Stream<ParticipationChange> rung(List<InvitedUser> invited) {
    return invited.stream()
        .filter(user -> !user.getBlocksCaller())
        .map(user -> new ParticipationChange(user.getUser().getId(), LiveCalls.RINGING, ""));
  }

  private static List<ParticipationChange> joined(String userId, String deviceId) {
    return List.of(new ParticipationChange(userId, LiveCalls.joined(deviceId), ""));
  }

  private static List<ParticipationChange> ended(String userId) {
    return List.of(new ParticipationChange(userId, NOT_IN_CALL, ""));
  }
}
