package dev.visavis.simulation.invariant;

import dev.visavis.proto.EventSubject;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.InvitedUser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One invitation and its outcome. A user who has left a group may be invited again.
///
/// @param from the event that contains the invitation
/// @param until the event that ended the ringing; null if none did
record Ring(InvitedUser invited, CallEvent from, @Nullable CallEvent until) {
  static List<Ring> of(List<CallEvent> facts) {
    List<Ring> rings = new ArrayList<>();
    Map<String, Ring> open = new LinkedHashMap<>();
    for (CallEvent fact : facts) {
      for (InvitedUser invited : invitedBy(fact)) {
        open.put(invited.getUser().getId(), new Ring(invited, fact, null));
      }
      if (fact.hasCallEnded()) {
        open.values().forEach(ring -> rings.add(ring.endedBy(fact)));
        open.clear();
      } else if (fact.hasParticipantJoined()
          || fact.hasParticipantDeclined()
          || fact.hasParticipantMissed()) {
        Ring ring = open.remove(EventSubject.userId(fact));
        if (ring != null) {
          rings.add(ring.endedBy(fact));
        }
      }
    }
    rings.addAll(open.values());
    return rings;
  }

  private Ring endedBy(CallEvent fact) {
    return new Ring(invited, from, fact);
  }

  static List<InvitedUser> invitedBy(CallEvent fact) {
    return fact.hasCallInitiated()
        ? fact.getCallInitiated().getInvitedList()
        : fact.getParticipantsInvited().getInvitedList();
  }

  String userId() {
    return invited.getUser().getId();
  }

  /// The invited user blocks the inviter, so no device rings.
  boolean isBlocked() {
    return invited.getBlocksCaller();
  }

  boolean wasAnswered() {
    return until != null && until.hasParticipantJoined();
  }

  boolean wasDeclined() {
    return until != null && until.hasParticipantDeclined();
  }

  long fromMs() {
    return Run.ms(from);
  }

  long untilMs() {
    return until == null ? Long.MAX_VALUE : Run.ms(until);
  }
}
