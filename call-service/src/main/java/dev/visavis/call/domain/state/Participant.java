package dev.visavis.call.domain.state;

import dev.visavis.call.domain.value.DeviceRole;
import dev.visavis.call.domain.value.Media;
import dev.visavis.call.domain.value.MessageLoss;
import dev.visavis.call.domain.value.ParticipantState;
import dev.visavis.call.domain.value.User;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One user's part in a call.
///
/// @param blocksCaller blocks whoever rang: never told of the call, rings nowhere
/// @param callWaiting is in another call
/// @param ringDeadline set while ringing
/// @param unreachableDeadline set while ringing with no device left
/// @param joinedDevice set while joined or reconnecting
/// @param mailbox what waits for the device
/// @param ringingUserId who called or invited this user; null of the initiator
public record Participant(
    User user,
    ParticipantState state,
    boolean blocksCaller,
    boolean callWaiting,
    Media media,
    @Nullable Instant joinedAt,
    @Nullable Instant leftAt,
    @Nullable Instant ringDeadline,
    @Nullable Instant unreachableDeadline,
    @Nullable JoinedDevice joinedDevice,
    List<Device> devices,
    Mailbox mailbox,
    @Nullable String ringingUserId) {

  public Participant {
    devices = List.copyOf(devices);
  }

  public String userId() {
    return user.id();
  }

  public boolean isRinging() {
    return state == ParticipantState.RINGING;
  }

  /// Joined, be the device there or away for a moment.
  public boolean isInCall() {
    return state == ParticipantState.JOINED || state == ParticipantState.RECONNECTING;
  }

  /// Neither joined nor rung any more.
  public boolean isOut() {
    return !isInCall() && !isRinging();
  }

  /// Blocks the caller, and has never heard of the call. Those who blocked the caller while the
  /// phone rang have: for them it is over.
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

  /// The device that negotiates for this user, if it is there.
  @Nullable
  public Device negotiatingDevice() {
    Device device = joinedDevice == null ? null : device(joinedDevice.negotiatingDeviceId());
    return device != null && device.online() ? device : null;
  }

  /// The device that negotiates for this user, if what is sent to it now overtakes nothing.
  public @Nullable Device reachableDevice() {
    return reclaim() == null ? negotiatingDevice() : null;
  }

  @Nullable
  public Reclaim reclaim() {
    return joinedDevice == null ? null : joinedDevice.reclaim();
  }

  /// The device is back, and whether it misses something is known when its reclaim has ended.
  public boolean isReclaiming() {
    return joinedDevice != null
        && joinedDevice.reclaim() != null
        && joinedDevice.loss() == MessageLoss.NONE
        && !mailbox.overflowed();
  }

  /// The barrier is the one that this user's reclaim waits for.
  public boolean isReclaimBarrier(String barrierId) {
    Reclaim reclaim = reclaim();
    return reclaim != null && reclaim.barrierId().equals(barrierId);
  }

  /// As [#reachableDevice], but not on a connection that is known to be gone.
  @Nullable
  public Device reachableDeviceExcept(@Nullable String lostConnectionId) {
    Device device = reachableDevice();
    boolean lost = device != null && lostConnectionId != null && device.isOn(lostConnectionId);
    return lost ? null : device;
  }

  /// What this device is in the call.
  public DeviceRole role(String deviceId) {
    if (isJoinedOn(deviceId)) {
      return DeviceRole.JOINED;
    }
    return isRingingOn(deviceId) ? DeviceRole.RINGING : DeviceRole.OBSERVER;
  }

  /// The device is in the call: the old one and the new one while a hand-off settles.
  public boolean isJoinedOn(String deviceId) {
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

  Participant edit(Consumer<ParticipantBuilder> change) {
    ParticipantBuilder builder = new ParticipantBuilder(this);
    change.accept(builder);
    return builder.build();
  }
}
