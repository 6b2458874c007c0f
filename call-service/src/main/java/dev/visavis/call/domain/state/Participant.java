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

/// One user's part in one call.
///
/// @param blocksCaller the user blocks the caller: no device rings or is told about the call
/// @param callWaiting the user is in another call
/// @param ringDeadline set while ringing
/// @param unreachableDeadline set while ringing with no device left
/// @param joinedDevice set while joined or reconnecting
/// @param mailbox messages for the device until it can receive them
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

  /// Joined or reconnecting.
  public boolean isInCall() {
    return state == ParticipantState.JOINED || state == ParticipantState.RECONNECTING;
  }

  /// Neither in the call nor ringing.
  public boolean isOut() {
    return !isInCall() && !isRinging();
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
    return joinedDevice == null ? null : joinedDevice.reclaim();
  }

  /// The device has reconnected; whether it has missed messages is known when its reclaim has
  /// ended.
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
