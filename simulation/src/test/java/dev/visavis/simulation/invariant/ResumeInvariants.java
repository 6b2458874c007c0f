package dev.visavis.simulation.invariant;

import dev.visavis.simulation.world.Device;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// What must hold for devices that come back.
final class ResumeInvariants {
  private ResumeInvariants() {}

  /// What one device said on one connection in one call.
  private record Speech(String callId, int link) {}

  /// The same, as another device heard it since it was last told that it may miss something.
  private record Stretch(Speech speech, Device to, long sinceMs) {}

  /// `resumed: true` means that nothing is missing, in any weather: between two candidates of one
  /// connection that a device hears, it hears all others, save those that were said before it was
  /// told that it may miss something. What the speaker was refused does not count.
  static void resumedMissesNothing(Run run, Consumer<String> violation) {
    Set<String> refused = run.world().recorder().refusedRequests();
    Map<String, Speech> speeches = new HashMap<>();
    Map<Speech, TreeMap<Integer, Long>> said = new HashMap<>();
    run.world()
        .recorder()
        .sent()
        .filter(each -> each.message().hasIceCandidate())
        .filter(each -> !RelayInvariants.hadHandOff(run, each.message().getCallId()))
        .forEach(
            each -> {
              String callId = each.message().getCallId();
              String text = each.message().getIceCandidate().getCandidate().getCandidate();
              Speech speech = new Speech(callId, each.socket().number());
              if (text.contains("#") && !refused.contains(each.message().getRequestId())) {
                speeches.put(callId + text, speech);
                said.computeIfAbsent(speech, k -> new TreeMap<>()).put(number(text), each.atMs());
              }
            });
    Map<Stretch, TreeSet<Integer>> stretches = new HashMap<>();
    Set<String> heard = new HashSet<>();
    Map<String, Long> toldAt = new HashMap<>();
    run.world()
        .recorder()
        .received()
        .forEach(
            each -> {
              if (each.message().hasRegistered()) {
                run.traces()
                    .filter(trace -> RelayInvariants.isNotResumed(run, each, trace.callId()))
                    .forEach(trace -> toldAt.put(trace.callId() + each.device(), each.atMs()));
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
                      if (atMs > stretch.sinceMs() && !known) {
                        violation.accept(
                            stretch.to() + " never hears #" + n + " of " + stretch.speech());
                      }
                    }));
  }

  private static int number(String candidate) {
    return Integer.parseInt(candidate.substring(candidate.indexOf('#') + 1));
  }
}
