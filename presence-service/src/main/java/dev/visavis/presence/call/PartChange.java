package dev.visavis.presence.call;

import dev.visavis.presence.store.LiveCalls;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.CallInitiated;
import dev.visavis.proto.v1.events.InvitedUser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a fact about a call changes for one user.
///
/// @param state as in `PresenceKeys.calls`; empty: the user has no part in the call any more
/// @param dials the callee, where this user starts a direct call; else empty
public record PartChange(String userId, String state, String dials) {
  private static final String OVER = "";

  /// In the order in which they are to be applied. Who blocks the caller has no part in the call:
  /// nothing of theirs rings.
  public static List<PartChange> of(CallEvent event) {
    return switch (event.getFactCase()) {
      case CALL_INITIATED -> initiated(event.getCallInitiated());
      case PARTICIPANTS_INVITED -> rung(event.getParticipantsInvited().getInvitedList()).toList();
      case PARTICIPANT_JOINED ->
          joined(
              event.getParticipantJoined().getUserId(), event.getParticipantJoined().getDeviceId());
      case PARTICIPANT_MOVED ->
          joined(
              event.getParticipantMoved().getUserId(), event.getParticipantMoved().getToDeviceId());
      case PARTICIPANT_LEFT -> over(event.getParticipantLeft().getUserId());
      case PARTICIPANT_DECLINED -> over(event.getParticipantDeclined().getUserId());
      case PARTICIPANT_MISSED -> over(event.getParticipantMissed().getUserId());
      case CALLER_BLOCKED -> over(event.getCallerBlocked().getUserId());
      case CALL_ENDED ->
          event.getCallEnded().getUserIdsList().stream()
              .map(user -> new PartChange(user, OVER, ""))
              .toList();
      case DEVICE_RINGING,
          PARTICIPANT_RECONNECTING,
          MEDIA_STATE_CHANGED,
          CALL_CONNECTED,
          FACT_NOT_SET ->
          List.of();
    };
  }

  /// Whether this fact is of those that ring people: only these can show a gap.
  static boolean mayRing(CallEvent event) {
    return event.hasCallInitiated() || event.hasParticipantsInvited();
  }

  /// The users whom this fact rings.
  static List<InvitedUser> invited(CallEvent event) {
    return switch (event.getFactCase()) {
      case CALL_INITIATED -> event.getCallInitiated().getInvitedList();
      case PARTICIPANTS_INVITED -> event.getParticipantsInvited().getInvitedList();
      case DEVICE_RINGING,
          PARTICIPANT_JOINED,
          PARTICIPANT_RECONNECTING,
          PARTICIPANT_LEFT,
          PARTICIPANT_DECLINED,
          PARTICIPANT_MISSED,
          CALLER_BLOCKED,
          PARTICIPANT_MOVED,
          MEDIA_STATE_CHANGED,
          CALL_CONNECTED,
          CALL_ENDED,
          FACT_NOT_SET ->
          List.of();
    };
  }

  private static List<PartChange> initiated(CallInitiated fact) {
    boolean direct = fact.getKind() == CallKind.CALL_KIND_DIRECT && fact.getInvitedCount() == 1;
    String callee = direct ? fact.getInvited(0).getUser().getId() : "";
    List<PartChange> changes = new ArrayList<>();
    String initiator = fact.getInitiator().getId();
    changes.add(new PartChange(initiator, LiveCalls.joined(fact.getInitiatorDeviceId()), callee));
    rung(fact.getInvitedList()).forEach(changes::add);
    return changes;
  }

  private static Stream<PartChange> rung(List<InvitedUser> invited) {
    return invited.stream()
        .filter(user -> !user.getBlocksCaller())
        .map(user -> new PartChange(user.getUser().getId(), LiveCalls.RINGING, ""));
  }

  private static List<PartChange> joined(String userId, String deviceId) {
    return List.of(new PartChange(userId, LiveCalls.joined(deviceId), ""));
  }

  private static List<PartChange> over(String userId) {
    return List.of(new PartChange(userId, OVER, ""));
  }
}
