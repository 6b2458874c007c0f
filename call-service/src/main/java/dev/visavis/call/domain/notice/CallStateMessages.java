package dev.visavis.call.domain.notice;

import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.Device;
import dev.visavis.call.domain.state.JoinedDevice;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.state.ParticipantState;
import dev.visavis.call.domain.state.Room;
import dev.visavis.call.domain.value.DeviceRole;
import dev.visavis.call.domain.value.MessageLoss;
import dev.visavis.call.domain.value.Route;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A call as one device sees it.
final class CallStateMessages {
  private CallStateMessages() {}

  static Message.CallStateUpdate stateFor(Call call, Participant participant, String deviceId) {
    DeviceRole role = participant.role(deviceId);
    List<Route> peers = role == DeviceRole.JOINED ? peersOf(call, participant) : List.<Route>of();
    return new Message.CallStateUpdate(call, role, peers);
  }

  /// The routes of the others, and of the SFU.
  private static List<Route> peersOf(Call call, Participant participant) {
    Stream<Route> others =
        call.participantsInCall().stream()
            .filter(other -> !other.userId().equals(participant.userId()))
            .flatMap(other -> Stream.ofNullable(other.reachableDevice()))
            .map(Device::route);
    Room.Assigned room = call.room().assigned();
    return Stream.concat(others, Stream.ofNullable(room).map(Room.Assigned::route)).toList();
  }

  /// Whether a participant can be reached on a new connection, which the others' gateways must
  /// know.
  static boolean peerRouteChanged(Call before, Call after) {
    return after.participantsInCall().stream()
        .anyMatch(participant -> hasNewRoute(before, participant));
  }

  static boolean hasNewRoute(Call before, Participant now) {
    Participant earlier = before.participant(now.userId());
    Device device = now.reachableDevice();
    Device then = earlier == null ? null : earlier.reachableDevice();
    return device != null && earlier != null && earlier.isInCall() && hasRouteChanged(then, device);
  }

  /// To a new connection, or because a reclaim has ended.
  private static boolean hasRouteChanged(@Nullable Device then, Device now) {
    return then == null || !now.route().equals(then.route());
  }

  static Message.RegisteredCall registered(Call before, Call after, Route route) {
    return registered(after, route, isComplete(before, after, route));
  }

  private static Message.RegisteredCall registered(Call after, Route route, boolean resumed) {
    Participant participant = after.participant(route.userId());
    if (participant == null
        || participant.blocksCaller()
        || !(participant.isInCall() || participant.isRinging())) {
      return new Message.RegisteredCall(null, DeviceRole.OBSERVER, true);
    }
    return new Message.RegisteredCall(after, participant.role(route.deviceId()), resumed);
  }

  private static boolean isComplete(Call before, Call after, Route route) {
    Participant earlier = before.participant(route.userId());
    Participant now = after.participant(route.userId());
    JoinedDevice joinedDevice = earlier == null ? null : earlier.joinedDevice();
    if (earlier == null
        || joinedDevice == null
        || now == null
        || !now.isJoinedOn(route.deviceId())) {
      return true;
    }
    if (earlier.state() instanceof ParticipantState.Reconnecting) {
      return isComplete(earlier);
    }
    // A new connection although the old one was never reported closed: messages may be lost on it.
    Device device = earlier.device(route.deviceId());
    return joinedDevice.loss() == MessageLoss.NONE
        && (device == null || device.isOn(route.connectionId()));
  }

  private static boolean isComplete(Participant earlier) {
    JoinedDevice joinedDevice = earlier.joinedDevice();
    return joinedDevice != null
        && joinedDevice.loss() == MessageLoss.NONE
        && !earlier.mailbox().overflowed();
  }

  /// The device is told about the call once it is known whether it has missed messages.
  static boolean isReclaiming(Call call, Route route) {
    Participant participant = call.participant(route.userId());
    return participant != null
        && participant.isReclaiming()
        && participant.isJoinedOn(route.deviceId());
  }

  /// The routes of the devices whose reclaim has ended now.
  static List<Route> afterReclaim(Call before, Call after) {
    return before.participants().stream()
        .filter(Participant::isReclaiming)
        .flatMap(
            earlier ->
                earlier.devices().stream()
                    .filter(device -> earlier.isJoinedOn(device.id()))
                    .map(device -> now(after, device.route()))
                    .filter(Device::online)
                    .map(Device::route))
        .filter(route -> !isReclaiming(after, route))
        .toList();
  }

  private static Device now(Call after, Route route) {
    Participant participant = after.participant(route.userId());
    Device device = participant == null ? null : participant.device(route.deviceId());
    return device == null ? Device.notRinging(route) : device;
  }

  /// The part of `registered` for such a device.
  ///
  /// @param complete whether all messages sent to its former connection have come back
  static Message.RegisteredCall afterReclaim(
      Call before, Call after, Route route, boolean complete) {
    Participant earlier = before.participant(route.userId());
    boolean resumed = complete && earlier != null && isComplete(earlier);
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
