package dev.visavis.call.domain.state;

import dev.visavis.call.domain.state.ParticipantState.InCall;
import dev.visavis.call.domain.state.ParticipantState.Out;
import dev.visavis.call.domain.state.ParticipantState.Ringing;
import dev.visavis.call.domain.value.DeviceRole;
import dev.visavis.call.domain.value.Media;
import dev.visavis.call.domain.value.Route;
import dev.visavis.call.domain.value.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One user's part in one call.
///
/// @param blocksCaller the user blocks the caller: no device rings or is told about the call
/// @param callWaiting the user is in another call
public record Participant(
    User user,
    boolean blocksCaller,
    boolean callWaiting,
    List<Device> devices,
    ParticipantState state) {
  /// As many as a user can have online: docs/protocol.md, "Limits".
  public static final int MAX_DEVICES = 20;

  public Participant {
    devices = List.copyOf(devices);
  }

  public String userId() {
    return user.id();
  }

  public boolean isRinging() {
    return state instanceof Ringing;
  }

  /// Joined or reconnecting.
  public boolean isInCall() {
    return state instanceof InCall;
  }

  /// Neither in the call nor ringing.
  public boolean isOut() {
    return state instanceof Out;
  }

  /// The device with which the user is in the call.
  public @Nullable JoinedDevice joinedDevice() {
    return state instanceof InCall in ? in.joined().device() : null;
  }

  public Media media() {
    return state instanceof InCall in ? in.joined().media() : Media.NONE;
  }

  public Mailbox mailbox() {
    return switch (state) {
      case Ringing ringing -> ringing.mailbox();
      case InCall in -> in.joined().mailbox();
      case Out _ -> Mailbox.EMPTY;
    };
  }

  /// Blocked the caller before the call, so no device was told about it. For a user who blocked the
  /// caller while the call rang, the call has ended.
  public boolean isUnaware() {
    return blocksCaller && devices.stream().allMatch(device -> device.end() == null);
  }

  public @Nullable Device device(String deviceId) {
    for (Device device : devices) {
      if (device.id().equals(deviceId)) {
        return device;
      }
    }
    return null;
  }

  /// The device that negotiates for this user, if it is online.
  @Nullable
  public Device negotiatingDevice() {
    JoinedDevice joinedDevice = joinedDevice();
    Device device = joinedDevice == null ? null : device(joinedDevice.negotiatingDeviceId());
    return device != null && device.online() ? device : null;
  }

  /// The negotiating device, if a message sent to it now overtakes nothing and is not returned: it
  /// is online, nothing has come back from its connection, and no reclaim is under way.
  public @Nullable Device reachableDevice() {
    Device device = reclaim() == null ? negotiatingDevice() : null;
    return device == null || device.hasReturned() ? null : device;
  }

  @Nullable
  public Reclaim reclaim() {
    JoinedDevice joinedDevice = joinedDevice();
    return joinedDevice == null ? null : joinedDevice.reclaim();
  }

  /// The device has reconnected; whether it has missed messages is known when its reclaim has
  /// ended.
  public boolean isReclaiming() {
    return reclaim() != null;
  }

  /// The barrier is the one that this user's reclaim waits for.
  public boolean isReclaimBarrier(String barrierId) {
    Reclaim reclaim = reclaim();
    return reclaim != null && reclaim.barrierId().equals(barrierId);
  }

  /// As [#reachableDevice], but not on a connection that is known to be closed.
  @Nullable
  public Device reachableDeviceExcept(@Nullable String lostConnectionId) {
    Device device = reachableDevice();
    boolean lost = device != null && lostConnectionId != null && device.isOn(lostConnectionId);
    return lost ? null : device;
  }

  /// The role of this device in the call.
  public DeviceRole role(String deviceId) {
    if (isJoinedOn(deviceId)) {
      return DeviceRole.JOINED;
    }
    return isRingingOn(deviceId) ? DeviceRole.RINGING : DeviceRole.OBSERVER;
  }

  /// Whether the device is in the call; between the answer and the completion of a hand-off, both
  /// devices are.
  public boolean isJoinedOn(String deviceId) {
    JoinedDevice joinedDevice = joinedDevice();
    return joinedDevice != null
        && (joinedDevice.deviceId().equals(deviceId)
            || joinedDevice.negotiatingDeviceId().equals(deviceId));
  }

  public boolean isRingingOn(String deviceId) {
    if (isRinging() && !blocksCaller) {
      Device device = device(deviceId);
      return device != null && device.isRinging();
    }
    HandOff handOff = handOff();
    return handOff != null && handOff.isRingingOn(deviceId);
  }

  @Nullable
  public HandOff handOff() {
    JoinedDevice joinedDevice = joinedDevice();
    return joinedDevice == null ? null : joinedDevice.handOff();
  }

  /// A hand-off to this device is under way.
  public boolean isHandOffTarget(String deviceId) {
    HandOff handOff = handOff();
    return handOff != null && handOff.toDeviceId().equals(deviceId);
  }

  boolean hasDeviceOnline() {
    return devices.stream().anyMatch(Device::online);
  }

  public boolean hasAlerted() {
    return devices.stream().anyMatch(Device::alerted);
  }

  Participant with(User newUser) {
    return new Participant(newUser, blocksCaller, callWaiting, devices, state);
  }

  Participant with(ParticipantState newState) {
    return new Participant(user, blocksCaller, callWaiting, devices, newState);
  }

  Participant withCallWaiting(boolean inOtherCall) {
    return new Participant(user, blocksCaller, inOtherCall, devices, state);
  }

  /// Like a user who had blocked the caller before: others see an unanswered call.
  Participant withCallerBlocked() {
    return new Participant(user, true, callWaiting, devices, withUnreachableDeadline(null));
  }

  Participant withOffline(String deviceId, @Nullable Instant unreachableDeadline) {
    return withDevice(deviceId, Device::withOffline)
        .with(withUnreachableDeadline(unreachableDeadline));
  }

  private ParticipantState withUnreachableDeadline(@Nullable Instant deadline) {
    return state instanceof Ringing ringing ? ringing.withUnreachableDeadline(deadline) : state;
  }

  Participant withDevice(String deviceId, UnaryOperator<Device> change) {
    List<Device> changed = new ArrayList<>(devices);
    changed.replaceAll(device -> device.id().equals(deviceId) ? change.apply(device) : device);
    return new Participant(user, blocksCaller, callWaiting, changed, state);
  }

  Participant withRoute(Route route) {
    boolean ring = isRinging() && !blocksCaller;
    Participant changed =
        device(route.deviceId()) == null
            ? withNewDevice(ring ? Device.ringing(route) : Device.notRinging(route))
            : withDevice(route.deviceId(), device -> device.withRoute(route, ring));
    return changed.with(withUnreachableDeadline(null));
  }

  private Participant withNewDevice(Device device) {
    List<Device> changed = new ArrayList<>(devices);
    evictFrom(changed);
    changed.add(device);
    return new Participant(user, blocksCaller, callWaiting, changed, state);
  }

  /// Removes an offline device, else the one known longest; never one in the call.
  private void evictFrom(List<Device> full) {
    JoinedDevice joinedDevice = joinedDevice();
    if (full.size() >= MAX_DEVICES) {
      full.stream()
          .filter(device -> joinedDevice == null || !joinedDevice.needs(device.id()))
          .min(Comparator.comparing(Device::online))
          .ifPresent(full::remove);
    }
  }
}
