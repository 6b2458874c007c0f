package dev.visavis.call.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `ring`: to each device that is being rung and was not, or not on this connection.
final class Rings {
  private final Call after;
  private final Instant at;
  private final List<Notice> notices = new ArrayList<>();

  private Rings(Call after, Instant at) {
    this.after = after;
    this.at = at;
  }

  static List<Notice> of(Call before, Call after, Instant at) {
    Rings rings = new Rings(after, at);
    for (Participant now : after.participants()) {
      for (Device device : now.devices()) {
        if (now.rings(device.id())
            && device.online()
            && !rangThere(before.participant(now.userId()), device)) {
          rings.add(now, device);
        }
      }
    }
    return rings.notices;
  }

  private static boolean rangThere(@Nullable Participant then, Device device) {
    Device earlier = then == null ? null : then.device(device.id());
    return then != null
        && earlier != null
        && then.rings(device.id())
        && earlier.isOn(device.route().connectionId());
  }

  private void add(Participant participant, Device device) {
    HandOff handOff = participant.handOff();
    boolean transfer = handOff != null;
    Instant until = handOff == null ? participant.ringUntil() : handOff.until();
    notices.add(
        new Notice(
            device.route(),
            new Message.Ring(
                transfer ? otherThan(participant) : after.initiator().user(),
                after.type(),
                left(until),
                after.participants(),
                participant.callWaiting(),
                transfer),
            false));
  }

  /// With a hand-off: whom one is talking to.
  private User otherThan(Participant participant) {
    return after.thoseIn().stream()
        .filter(other -> !other.userId().equals(participant.userId()))
        .findFirst()
        .orElse(participant)
        .user();
  }

  private Duration left(@Nullable Instant until) {
    return until == null || until.isBefore(at) ? Duration.ZERO : Duration.between(at, until);
  }
}
