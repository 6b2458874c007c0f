package dev.visavis.simulation.invariant;

import dev.visavis.proto.v1.DeviceRole;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.simulation.world.Device;
import dev.visavis.simulation.world.RunRecorder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Rules for devices that reconnect.
final class ResumeInvariants {
  private ResumeInvariants() {}

  /// A message for a device whose connections break one after the other may come back from each of
  /// them, so it may be on its way for this long.
  private static final long IN_FLIGHT_MS = 15_000;

  /// The candidates that one device sent on one connection in one call; in a group, to one user.
  ///
  /// @param voice the prefix of these candidates
  private record Speech(String callId, int link, String voice) {}

  /// The part of a speech that another device received since it last got `resumed: false`.
  private record Stretch(Speech speech, Device to, long sinceMs) {}

  /// `resumed: true` promises that nothing is missing, even during faults: between two
  /// candidates of one connection, a device receives all others. Candidates do not count if
  /// they were refused, sent after the call had ended, or sent before the device got `resumed:
  /// false`, at which time they may still have been on their way.
  static void resumedMissesNothing(Run run, Consumer<String> violation) {
    Set<String> refused = run.world().recorder().refusedRequests();
    Map<String, Speech> speeches = new HashMap<>();
    Map<Speech, TreeMap<Integer, Long>> said = new HashMap<>();
    run.world()
        .recorder()
        .sent()
        .filter(each -> each.message().hasIceCandidate())
        .filter(each -> !RelayInvariants.endedOrMovedBefore(run, each, each.atMs()))
        .forEach(
            each -> {
              String callId = each.message().getCallId();
              String text = each.message().getIceCandidate().getCandidate().getCandidate();
              Speech speech = new Speech(callId, each.socket().number(), voice(text));
              if (text.contains("#") && !refused.contains(each.message().getRequestId())) {
                speeches.put(callId + text, speech);
                said.computeIfAbsent(speech, k -> new TreeMap<>()).put(number(text), each.atMs());
              }
            });
    Map<Stretch, TreeSet<Integer>> stretches = new HashMap<>();
    Set<String> heard = new HashSet<>();
    Set<String> isIn = new HashSet<>();
    Map<String, Long> toldAt = new HashMap<>();
    Map<String, TreeSet<Long>> lossesTold = new HashMap<>();
    run.world()
        .recorder()
        .received()
        .forEach(
            each -> {
              noteReturn(run, each, isIn, toldAt);
              if (each.message().hasRegistered()) {
                run.traces()
                    .filter(trace -> RelayInvariants.isNotResumed(run, each, trace.callId()))
                    .map(trace -> trace.callId() + each.device())
                    .forEach(
                        where -> {
                          toldAt.put(where, each.atMs());
                          lossesTold.computeIfAbsent(where, k -> new TreeSet<>()).add(each.atMs());
                        });
              }
              String callId = each.message().getCallId();
              String text = each.message().getIceCandidate().getCandidate().getCandidate();
              Speech speech = speeches.get(callId + text);
              if (speech != null) {
                long since = toldAt.getOrDefault(callId + each.device(), Long.MIN_VALUE);
                stretches
                    .computeIfAbsent(
                        new Stretch(speech, each.device(), since), k -> new TreeSet<>())
                    .add(number(text));
                heard.add(each.device() + " " + speech + number(text));
              }
            });
    stretches.forEach(
        (stretch, numbers) ->
            said.getOrDefault(stretch.speech(), new TreeMap<>())
                .subMap(numbers.first(), numbers.last())
                .forEach(
                    (n, atMs) -> {
                      boolean known = heard.contains(stretch.to() + " " + stretch.speech() + n);
                      String where = stretch.speech().callId() + stretch.to();
                      Long told = lossesTold.getOrDefault(where, new TreeSet<>()).higher(atMs);
                      boolean lossIsKnown = told != null && told <= atMs + IN_FLIGHT_MS;
                      if (atMs > stretch.sinceMs() && !known && !lossIsKnown) {
                        violation.accept(
                            stretch.to() + " never receives #" + n + " of " + stretch.speech());
                      }
                    }));
  }

  /// Starts a new stretch when a user returns to a group call, because candidates that were sent to
  /// them before do not count.
  private static void noteReturn(
      Run run, RunRecorder.Received received, Set<String> isIn, Map<String, Long> toldAt) {
    SignalingMessage message = received.message();
    Device device = received.device();
    DeviceInvariants.views(message)
        .forEach(
            call -> {
              String where = call.getCallId() + device;
              if (call.getThisDevice() != DeviceRole.DEVICE_ROLE_JOINED) {
                isIn.remove(where);
              } else if (isIn.add(where) && isBack(run, call.getCallId(), device, received)) {
                toldAt.put(where, received.atMs());
              }
            });
    if (message.hasCallEnded()) {
      isIn.remove(message.getCallId() + device);
    }
  }

  private static boolean isBack(
      Run run, String callId, Device device, RunRecorder.Received received) {
    Run.CallTrace trace = run.trace(callId);
    return trace != null
        && trace.facts().stream()
            .filter(fact -> Run.ms(fact) <= received.atMs() + RelayInvariants.CLOCKS_DIFFER_MS)
            .anyMatch(fact -> RelayInvariants.endsThePart(fact, device.person().id()));
  }

  private static String voice(String candidate) {
    return candidate.substring(0, Math.max(0, candidate.indexOf('#')));
  }

  private static int number(String candidate) {
    return Integer.parseInt(candidate.substring(candidate.indexOf('#') + 1));
  }
}
