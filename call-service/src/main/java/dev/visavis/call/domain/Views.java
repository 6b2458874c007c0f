package dev.visavis.call.domain;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A call as one device sees it.
final class Views {
  private Views() {}

  static Message.CallStateIs stateFor(Call call, Participant participant, String deviceId) {
    DeviceRole role = participant.role(deviceId);
    List<Route> peers = role == DeviceRole.JOINED ? peersOf(call, participant) : List.<Route>of();
    return new Message.CallStateIs(call, role, peers);
  }

  private static List<Route> peersOf(Call call, Participant participant) {
    return call.thoseIn().stream()
        .filter(other -> !other.userId().equals(participant.userId()))
        .flatMap(other -> Stream.ofNullable(other.reachable()))
        .map(Device::route)
        .toList();
  }

  /// Somebody who is in can be reached on a new connection, so the others' gateways must know.
  static boolean aPeerMoved(Call before, Call after) {
    return after.thoseIn().stream().anyMatch(participant -> moved(before, participant));
  }

  static boolean moved(Call before, Participant now) {
    Participant earlier = before.participant(now.userId());
    Device device = now.reachable();
    Device then = earlier == null ? null : earlier.reachable();
    return device != null && earlier != null && earlier.isIn() && movedSince(then, device);
  }

  /// To a new connection, or out of a recall.
  private static boolean movedSince(@Nullable Device then, Device now) {
    return then == null || !now.route().equals(then.route());
  }

  static Message.RegisteredCall registered(Call before, Call after, Route route) {
    return registered(after, route, nothingIsMissing(before, after, route));
  }

  private static Message.RegisteredCall registered(Call after, Route route, boolean resumed) {
    Participant participant = after.participant(route.userId());
    if (participant == null
        || participant.hidden()
        || !(participant.isIn() || participant.isRinging())) {
      return new Message.RegisteredCall(null, DeviceRole.OBSERVER, true);
    }
    return new Message.RegisteredCall(after, participant.role(route.deviceId()), resumed);
  }

  private static boolean nothingIsMissing(Call before, Call after, Route route) {
    Participant earlier = before.participant(route.userId());
    Participant now = after.participant(route.userId());
    Seat seat = earlier == null ? null : earlier.seat();
    if (earlier == null || seat == null || now == null || !now.isSeated(route.deviceId())) {
      return true;
    }
    if (earlier.state() == ParticipantState.RECONNECTING) {
      return seat.loss() == Loss.NONE && !earlier.kept().overflowed();
    }
    // Not reported gone, and yet on a new connection: the old one may have swallowed something.
    Device device = earlier.device(route.deviceId());
    return seat.loss() == Loss.NONE && (device == null || device.isOn(route.connectionId()));
  }

  /// The device is told of the call once it is known whether it misses something.
  static boolean awaitsRecall(Call call, Route route) {
    Participant participant = call.participant(route.userId());
    return participant != null
        && participant.awaitsRecall()
        && participant.isSeated(route.deviceId());
  }

  /// Where the devices are that waited for a recall which is over now.
  static List<Route> recalled(Call before, Call after) {
    return before.participants().stream()
        .filter(Participant::awaitsRecall)
        .flatMap(
            earlier ->
                earlier.devices().stream()
                    .filter(device -> earlier.isSeated(device.id()))
                    .map(device -> now(after, device.route()))
                    .filter(Device::online)
                    .map(Device::route))
        .filter(route -> !awaitsRecall(after, route))
        .toList();
  }

  private static Device now(Call after, Route route) {
    Participant participant = after.participant(route.userId());
    Device device = participant == null ? null : participant.device(route.deviceId());
    return device == null ? Device.unrung(route) : device;
  }

  /// What such a device is told.
  ///
  /// @param complete all that was sent to its former connection is here
  static Message.RegisteredCall recalled(Call before, Call after, Route route, boolean complete) {
    Participant earlier = before.participant(route.userId());
    boolean resumed = complete && earlier != null && !earlier.kept().overflowed();
    return registered(after, route, resumed);
  }

  static int ringingDevices(Call call) {
    return (int)
        call.participants().stream()
            .filter(Participant::isRinging)
            .flatMap(participant -> participant.devices().stream())
            .filter(Device::online)
            .count();
  }
}
