package dev.visavis.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// What must hold for what devices say to each other through the server.
final class RelayInvariants {
  private RelayInvariants() {}

  /// Of what one device sent, another hears each once (what has an id that it knows does not
  /// count), in the order in which it was sent.
  static void relayInOrderAndOnce(Run run, Consumer<String> violation) {
    Map<String, Integer> latest = new HashMap<>();
    Set<String> ids = new HashSet<>();
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
              String way = heard.message().getCallId() + parts[0] + ">" + heard.device();
              int number = Integer.parseInt(parts[1]);
              Integer before = latest.put(way, number);
              if (before != null && before >= number) {
                violation.accept(
                    heard.device() + " hears " + text + " after " + parts[0] + "#" + before);
              }
            });
  }
}
