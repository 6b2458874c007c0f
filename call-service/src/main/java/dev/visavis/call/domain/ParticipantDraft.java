package dev.visavis.call.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A participant while it is being changed.
final class ParticipantDraft {
  /// As many as a user can have online: docs/protocol.md, "Limits".
  static final int MAX_DEVICES = 20;

  User user;
  ParticipantState state;
  boolean hidden;
  boolean callWaiting;
  Media media;
  @Nullable Instant joinedAt;
  @Nullable Instant leftAt;
  @Nullable Instant ringUntil;
  @Nullable Instant unreachableAt;
  @Nullable Seat seat;
  List<Device> devices;
  Kept kept;
  final @Nullable String rungBy;

  ParticipantDraft(Participant from) {
    user = from.user();
    state = from.state();
    hidden = from.hidden();
    callWaiting = from.callWaiting();
    media = from.media();
    joinedAt = from.joinedAt();
    leftAt = from.leftAt();
    ringUntil = from.ringUntil();
    unreachableAt = from.unreachableAt();
    seat = from.seat();
    devices = new ArrayList<>(from.devices());
    kept = from.kept();
    rungBy = from.rungBy();
  }

  Participant build() {
    return new Participant(
        user,
        state,
        hidden,
        callWaiting,
        media,
        joinedAt,
        leftAt,
        ringUntil,
        unreachableAt,
        seat,
        devices,
        kept,
        rungBy);
  }

  /// Rings no longer and is not in: whatever belonged to either is gone.
  void leaveTo(ParticipantState newState) {
    state = newState;
    media = Media.NONE;
    ringUntil = null;
    unreachableAt = null;
    seat = null;
    kept = Kept.NOTHING;
  }

  void change(String deviceId, UnaryOperator<Device> change) {
    devices.replaceAll(device -> device.id().equals(deviceId) ? change.apply(device) : device);
  }

  void see(Route route) {
    boolean ring = state == ParticipantState.RINGING && !hidden;
    if (devices.stream().anyMatch(device -> device.id().equals(route.deviceId()))) {
      change(route.deviceId(), device -> device.seenAt(route, ring));
    } else {
      makeRoom();
      devices.add(ring ? Device.rung(route) : Device.unrung(route));
    }
    unreachableAt = null;
  }

  /// Forgets a device that is away, else the one known longest; never one in the call.
  private void makeRoom() {
    if (devices.size() >= MAX_DEVICES) {
      devices.stream()
          .filter(device -> seat == null || !seat.needs(device.id()))
          .min(Comparator.comparing(Device::online))
          .ifPresent(devices::remove);
    }
  }
}
