package dev.visavis.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// What must hold for what devices say to each other through the server.
final class RelayInvariants {
  private RelayInvariants() {}

  /// Of what one device sent on one connection, another hears each once (what has an id that it
  /// knows does not count), in the order in which it was sent. What a device that opened a second
  /// socket said on the first may be late.
  static void relayInOrderAndOnce(Run run, Consumer<String> violation) {
    Map<String, Integer> latest = new HashMap<>();
    Set<String> ids = new HashSet<>();
    Map<String, Integer> saidOn = saidOn(run);
    run.world()
        .watch()
        .heard()
        .filter(heard -> heard.message().hasIceCandidate())
        .forEach(
            heard -> {
              String text = heard.message().getIceCandidate().getCandidate().getCandidate();
              String[] parts = text.split("#", 2);
              if (parts.length < 2 || !ids.add(heard.device() + heard.message().getId())) {
                return;
              }
              String callId = heard.message().getCallId();
              String way = callId + saidOn.get(callId + text) + ">" + heard.device();
              int number = Integer.parseInt(parts[1]);
              Integer before = latest.put(way, number);
              if (before != null && before >= number) {
                violation.accept(
                    heard.device() + " hears " + text + " after " + parts[0] + "#" + before);
              }
            });
  }

  /// The connection on which each candidate was sent.
  private static Map<String, Integer> saidOn(Run run) {
    Map<String, Integer> saidOn = new HashMap<>();
    run.world()
        .watch()
        .said()
        .filter(said -> said.message().hasIceCandidate())
        .forEach(
            said ->
                saidOn.put(
                    said.message().getCallId()
                        + said.message().getIceCandidate().getCandidate().getCandidate(),
                    said.link().number()));
    return saidOn;
  }
}
