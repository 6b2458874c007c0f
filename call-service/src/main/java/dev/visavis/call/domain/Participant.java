package dev.visavis.call.domain;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One user's part in a call.
///
/// @param hidden blocks whoever rang: never told of the call, rings nowhere
/// @param callWaiting is in another call
/// @param ringUntil set while ringing
/// @param unreachableAt set while ringing with no device left
/// @param seat set while joined or reconnecting
/// @param kept what waits for the device
/// @param rungBy who called or invited this user; null of the initiator
public record Participant(
    User user,
    ParticipantState state,
    boolean hidden,
    boolean callWaiting,
    Media media,
    @Nullable Instant joinedAt,
    @Nullable Instant leftAt,
    @Nullable Instant ringUntil,
    @Nullable Instant unreachableAt,
    @Nullable Seat seat,
    List<Device> devices,
    Kept kept,
    @Nullable String rungBy) {

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
  public boolean isIn() {
    return state == ParticipantState.JOINED || state == ParticipantState.RECONNECTING;
  }

  /// Neither joined nor rung any more.
  boolean isOut() {
    return !isIn() && !isRinging();
  }

  /// Blocks the caller, and has never heard of the call. Those who blocked the caller while the
  /// phone rang have: for them it is over.
  boolean isUnaware() {
    return hidden && devices.stream().allMatch(device -> device.end() == null);
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
  @Nullable Device present() {
    Device device = seat == null ? null : device(seat.negotiator());
    return device != null && device.online() ? device : null;
  }

  /// The device that negotiates for this user, if what is sent to it now overtakes nothing.
  public @Nullable Device reachable() {
    return recall() == null ? present() : null;
  }

  @Nullable Recall recall() {
    return seat == null ? null : seat.recall();
  }

  /// The device is back, and whether it misses something is known when its recall is over.
  boolean awaitsRecall() {
    return seat != null && seat.recall() != null && seat.loss() == Loss.NONE && !kept.overflowed();
  }

  /// The barrier is the one that this user's recall waits for.
  boolean recalls(String barrierId) {
    Recall recall = recall();
    return recall != null && recall.barrierId().equals(barrierId);
  }

  /// As [#reachable], but not on a connection that is known to be gone.
  @Nullable Device reachableBeside(@Nullable String lostConnectionId) {
    Device device = reachable();
    boolean lost = device != null && lostConnectionId != null && device.isOn(lostConnectionId);
    return lost ? null : device;
  }

  /// What this device is in the call.
  public DeviceRole role(String deviceId) {
    if (isSeated(deviceId)) {
      return DeviceRole.JOINED;
    }
    return rings(deviceId) ? DeviceRole.RINGING : DeviceRole.OBSERVER;
  }

  /// The device is in the call: the old one and the new one while a hand-off settles.
  public boolean isSeated(String deviceId) {
    return seat != null && (seat.deviceId().equals(deviceId) || seat.negotiator().equals(deviceId));
  }

  boolean rings(String deviceId) {
    if (isRinging() && !hidden) {
      Device device = device(deviceId);
      return device != null && device.isRung();
    }
    HandOff handOff = handOff();
    return handOff != null && handOff.ringsAt(deviceId);
  }

  @Nullable HandOff handOff() {
    return seat == null ? null : seat.handOff();
  }

  /// A hand-off to this device is under way.
  boolean isOffered(String deviceId) {
    HandOff handOff = handOff();
    return handOff != null && handOff.toDeviceId().equals(deviceId);
  }

  boolean hasDeviceOnline() {
    return devices.stream().anyMatch(Device::online);
  }

  boolean hasAlerted() {
    return devices.stream().anyMatch(Device::alerted);
  }

  Participant edit(Consumer<ParticipantDraft> change) {
    ParticipantDraft draft = new ParticipantDraft(this);
    change.accept(draft);
    return draft.build();
  }
}
