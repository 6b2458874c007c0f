package dev.visavis.call.domain.state;

import dev.visavis.call.domain.value.Media;
import dev.visavis.call.domain.value.ParticipantState;
import dev.visavis.call.domain.value.Route;
import dev.visavis.call.domain.value.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A participant while it is being changed.
public final class ParticipantBuilder {
  /// As many as a user can have online: docs/protocol.md, "Limits".
  public static final int MAX_DEVICES = 20;

  User user;
  ParticipantState state;
  boolean blocksCaller;
  boolean callWaiting;
  Media media;
  @Nullable Instant joinedAt;
  @Nullable Instant leftAt;
  @Nullable Instant ringDeadline;
  @Nullable Instant unreachableDeadline;
  @Nullable JoinedDevice joinedDevice;
  List<Device> devices;
  Mailbox mailbox;
  final @Nullable String ringingUserId;

  ParticipantBuilder(Participant from) {
    user = from.user();
    state = from.state();
    blocksCaller = from.blocksCaller();
    callWaiting = from.callWaiting();
    media = from.media();
    joinedAt = from.joinedAt();
    leftAt = from.leftAt();
    ringDeadline = from.ringDeadline();
    unreachableDeadline = from.unreachableDeadline();
    joinedDevice = from.joinedDevice();
    devices = new ArrayList<>(from.devices());
    mailbox = from.mailbox();
    ringingUserId = from.ringingUserId();
  }

  Participant build() {
    return new Participant(
        user,
        state,
        blocksCaller,
        callWaiting,
        media,
        joinedAt,
        leftAt,
        ringDeadline,
        unreachableDeadline,
        joinedDevice,
        devices,
        mailbox,
        ringingUserId);
  }

  /// Clears all that belongs to a ringing or joined participant.
  void leaveCall(ParticipantState newState) {
    state = newState;
    media = Media.NONE;
    ringDeadline = null;
    unreachableDeadline = null;
    joinedDevice = null;
    mailbox = Mailbox.EMPTY;
  }

  void change(String deviceId, UnaryOperator<Device> change) {
    devices.replaceAll(device -> device.id().equals(deviceId) ? change.apply(device) : device);
  }

  void updateRoute(Route route) {
    boolean ring = state == ParticipantState.RINGING && !blocksCaller;
    if (devices.stream().anyMatch(device -> device.id().equals(route.deviceId()))) {
      change(route.deviceId(), device -> device.withRoute(route, ring));
    } else {
      evictDevice();
      devices.add(ring ? Device.ringing(route) : Device.notRinging(route));
    }
    unreachableDeadline = null;
  }

  /// Removes an offline device, else the one known longest; never one in the call.
  private void evictDevice() {
    if (devices.size() >= MAX_DEVICES) {
      devices.stream()
          .filter(device -> joinedDevice == null || !joinedDevice.needs(device.id()))
          .min(Comparator.comparing(Device::online))
          .ifPresent(devices::remove);
    }
  }
}
