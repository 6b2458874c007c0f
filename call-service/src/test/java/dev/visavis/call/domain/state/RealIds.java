package dev.visavis.call.domain.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visavis.call.domain.value.Route;
import dev.visavis.call.domain.value.User;
import java.util.UUID;

/// Gives a call ids and names of realistic length.
public final class RealIds {
  private RealIds() {}

  public static Call of(Call call) {
    return call.edit(
        builder -> {
          builder.initiatorId = uuid(call.initiatorId());
          builder.participants.replaceAll(RealIds::of);
        });
  }

  private static Participant of(Participant participant) {
    return new Participant(
        new User(uuid(participant.userId()), "Rosalind Franklin", null),
        participant.blocksCaller(),
        participant.callWaiting(),
        participant.devices().stream().map(device -> of(participant, device)).toList(),
        participant.state());
  }

  private static Device of(Participant participant, Device device) {
    Route route =
        new Route(
            uuid(participant.userId()),
            uuid(device.id()),
            1,
            uuid(device.route().connectionId()),
            "run-1",
            "Phone",
            "android",
            0,
            true,
            true);
    return new Device(
        route,
        device.online(),
        device.alerted(),
        device.ringConnectionId(),
        device.previousConnectionIds(),
        device.end());
  }

  private static String uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
  }
}
