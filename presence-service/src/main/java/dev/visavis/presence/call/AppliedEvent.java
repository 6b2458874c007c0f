package dev.visavis.presence.call;

import dev.visavis.presence.store.LiveCalls;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.CallInitiated;
import dev.visavis.proto.v1.events.InvitedUser;
import dev.visavis.proto.v1.events.ParticipantJoined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A call event that has been applied to Redis.
///
/// @param snapshots by user, for the users that the event changed; empty if the event brings
///     nobody into the call
record AppliedEvent(CallEvent event, Map<String, UserSnapshot> snapshots) {
  /// The device differences to report to the call, by user. A user who is no longer in the call, or
  /// who blocks the caller, has none.
  Map<String, DeviceDiff> deviceDiffs() {
    Map<String, DeviceDiff> deviceDiffs = new LinkedHashMap<>();
    if (event.getCallInitiated().hasInitiatorDevice()) {
      CallInitiated initiated = event.getCallInitiated();
      String initiator = initiated.getInitiator().getId();
      deviceDiffs.put(initiator, joinedDiff(initiator, initiated.getInitiatorDevice()));
    }
    if (event.getParticipantJoined().hasDevice()) {
      ParticipantJoined joined = event.getParticipantJoined();
      deviceDiffs.put(joined.getUserId(), joinedDiff(joined.getUserId(), joined.getDevice()));
    }
    for (InvitedUser invited : ParticipationChange.invited(event)) {
      String user = invited.getUser().getId();
      deviceDiffs.put(
          user,
          isIn(user) && !invited.getBlocksCaller()
              ? DeviceDiff.between(invited.getRungDevicesList(), devices(user))
              : DeviceDiff.NONE);
    }
    return deviceDiffs;
  }

  boolean isInAnotherCall(String userId) {
    UserSnapshot snapshot = snapshots.get(userId);
    return snapshot != null && LiveCalls.joinedElsewhere(snapshot.calls(), event.getCallId());
  }

  /// Compares only the device with which the user is in the call; the user's others are not in it.
  private DeviceDiff joinedDiff(String user, DeviceRoute known) {
    if (!isIn(user)) {
      return DeviceDiff.NONE;
    }
    return DeviceDiff.between(
        List.of(known),
        devices(user).stream()
            .filter(device -> device.getDeviceId().equals(known.getDeviceId()))
            .toList());
  }

  /// Whether the call is still one of the user's live calls.
  boolean isIn(String userId) {
    UserSnapshot snapshot = snapshots.get(userId);
    return snapshot != null && snapshot.calls().containsKey(event.getCallId());
  }

  private List<DeviceRoute> devices(String userId) {
    UserSnapshot snapshot = snapshots.get(userId);
    return snapshot == null ? List.of() : snapshot.devices();
  }
}
