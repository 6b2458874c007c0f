package dev.visavis.systemtests.faults.invariant;

import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.systemtests.faults.evidence.Evidence;
import dev.visavis.systemtests.faults.evidence.JournalEntry;
import dev.visavis.systemtests.faults.evidence.JournalEntry.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Invariants about commands and their replies.
final class CommandInvariants {
  private static final Set<String> DECLINED = Set.of("declined", "busy", "declined_elsewhere");

  private CommandInvariants() {}

  /// Every command, which is repeated after each break, finally gets a reply.
  static List<String> everyCommandIsAnswered(Evidence evidence) {
    Set<String> answered =
        evidence.journal().stream()
            .filter(entry -> entry.kind() == Kind.RECEIVED)
            .map(JournalEntry::requestId)
            .collect(Collectors.toSet());
    return evidence.journal().stream()
        .filter(entry -> entry.kind() == Kind.SENT && !entry.requestId().isEmpty())
        .filter(entry -> !answered.contains(entry.requestId()))
        .map(JournalEntry::toString)
        .toList();
  }

  /// If a reply confirmed a command, the log has its event, and the call is never unknown later.
  static List<String> nothingAcknowledgedIsLost(Evidence evidence) {
    return evidence.journal().stream()
        .filter(entry -> entry.kind() == Kind.RECEIVED && isLost(evidence, entry))
        .map(JournalEntry::toString)
        .toList();
  }

  private static boolean isLost(Evidence evidence, JournalEntry reply) {
    String callId = reply.callId();
    String asked = reply.requestId().replaceFirst("-.*", "");
    return switch (reply.type()) {
      case "call_initiated" -> !evidence.hasEvent(callId, CallEvent::hasCallInitiated);
      case "call_state" ->
          asked.equals("answer_call") && !evidence.hasEvent(callId, fact -> joins(fact, reply));
      case "call_ended" ->
          switch (asked) {
            // With any other reason, the call ended before the user could decline.
            case "decline_call" ->
                DECLINED.contains(reply.detail())
                    && !evidence.hasEvent(callId, CallEvent::hasParticipantDeclined);
            case "end_call" -> !evidence.hasEvent(callId, CallEvent::hasCallEnded);
            default -> false;
          };
      case "error" ->
          reply.detail().equals("CALL_NOT_FOUND")
              && evidence.hasEvent(callId, CallEvent::hasCallInitiated);
      default -> false;
    };
  }

  private static boolean joins(CallEvent fact, JournalEntry device) {
    return fact.getParticipantJoined().getUserId().equals(device.userId())
        && fact.getParticipantJoined().getDeviceId().equals(device.deviceId());
  }
}
