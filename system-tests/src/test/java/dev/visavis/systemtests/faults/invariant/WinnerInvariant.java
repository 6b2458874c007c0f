package dev.visavis.systemtests.faults.invariant;

import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.ParticipantJoined;
import dev.visavis.systemtests.faults.evidence.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// At most one device of a user is joined to a call, according to the log and to the devices.
final class WinnerInvariant {
  private WinnerInvariant() {}

  static List<String> oneWinnerPerCallee(Evidence evidence) {
    Map<String, Set<String>> winners = new HashMap<>();
    for (String callId : evidence.log().keySet()) {
      for (CallEvent fact : evidence.events(callId)) {
        if (fact.hasParticipantJoined()) {
          ParticipantJoined joined = fact.getParticipantJoined();
          add(winners, callId, joined.getUserId(), joined.getDeviceId());
        }
      }
    }
    evidence.journal().stream()
        .filter(entry -> entry.detail().startsWith("joined/connected"))
        .forEach(entry -> add(winners, entry.callId(), entry.userId(), entry.deviceId()));
    List<String> violations = new ArrayList<>();
    winners.forEach(
        (callAndUser, devices) -> {
          if (devices.size() > 1) {
            violations.add(callAndUser + " is joined with " + devices);
          }
        });
    return violations;
  }

  private static void add(
      Map<String, Set<String>> winners, String callId, String userId, String deviceId) {
    winners.computeIfAbsent(callId + " " + userId, none -> new TreeSet<>()).add(deviceId);
  }
}
