package dev.visavis.systemtests.faults.invariant;

import dev.visavis.proto.v1.events.CallEnded;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.systemtests.faults.evidence.Evidence;
import dev.visavis.systemtests.faults.evidence.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The end of a call that a device gets agrees with the log, from the device's point of view.
final class EndInvariant {
  private static final Set<String> LIVE = Set.of("ringing", "connected");

  private EndInvariant() {}

  static List<String> bothSidesHearTheSameEnd(Evidence evidence) {
    List<String> violations = new ArrayList<>();
    for (JournalEntry entry : evidence.journal()) {
      if (entry.is(JournalEntry.Kind.RECEIVED, "call_ended") && !isExpected(evidence, entry)) {
        violations.add(entry + " although " + end(evidence, entry.callId()));
      }
      if (entry.is(JournalEntry.Kind.RECEIVED, "call_state") && !isTrue(evidence, entry)) {
        violations.add(entry + " although " + end(evidence, entry.callId()));
      }
    }
    return violations;
  }

  private static Optional<CallEnded> end(Evidence evidence, String callId) {
    return evidence.events(callId).stream()
        .filter(CallEvent::hasCallEnded)
        .map(CallEvent::getCallEnded)
        .findFirst();
  }

  private static boolean isExpected(Evidence evidence, JournalEntry told) {
    if (told.detail().equals("answered_elsewhere")) {
      return evidence.hasEvent(told.callId(), fact -> isJoinedBySibling(fact, told));
    }
    if (told.detail().equals("declined_elsewhere")) {
      return evidence.hasEvent(told.callId(), CallEvent::hasParticipantDeclined);
    }
    return end(evidence, told.callId())
        .map(end -> reasons(end, isInitiator(evidence, told)).contains(told.detail()))
        .orElse(false);
  }

  private static boolean isJoinedBySibling(CallEvent fact, JournalEntry told) {
    return fact.hasParticipantJoined()
        && fact.getParticipantJoined().getUserId().equals(told.userId())
        && !fact.getParticipantJoined().getDeviceId().equals(told.deviceId());
  }

  private static boolean isInitiator(Evidence evidence, JournalEntry told) {
    return evidence.hasEvent(
        told.callId(),
        fact -> fact.getCallInitiated().getInitiator().getId().equals(told.userId()));
  }

  /// The reasons that a device may get. The log has the caller's reason; a callee may get another
  /// one.
  private static Set<String> reasons(CallEnded end, boolean isCaller) {
    String reason = word(end.getReason().name(), "END_REASON_");
    if (isCaller) {
      return Set.of(reason);
    }
    return switch (end.getState()) {
      case CALL_STATE_MISSED -> Set.of("missed");
      case CALL_STATE_CANCELLED -> Set.of("cancelled");
      case CALL_STATE_DECLINED -> Set.of("declined", "busy");
      default -> Set.of(reason);
    };
  }

  private static boolean isTrue(Evidence evidence, JournalEntry told) {
    String state = told.detail().substring(told.detail().indexOf('/') + 1);
    return LIVE.contains(state)
        || end(evidence, told.callId())
            .map(end -> word(end.getState().name(), "CALL_STATE_").equals(state))
            .orElse(false);
  }

  private static String word(String constant, String prefix) {
    return constant.substring(prefix.length()).toLowerCase(Locale.ROOT);
  }
}
