package dev.visavis.call.domain;

import static dev.visavis.call.domain.Story.rejected;

import dev.visavis.call.domain.CallCommand.DeviceConnected;
import dev.visavis.call.domain.CallCommand.DeviceDisconnected;
import dev.visavis.call.domain.CallCommand.Ringing;
import dev.visavis.call.domain.CallEvent.DeviceGone;
import dev.visavis.call.domain.CallEvent.DeviceRinging;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Devices that alert, come and go.
final class Devices {
  private Devices() {}

  static Decision alerting(Story story, Ringing command) {
    Participant participant = story.participant(command.sender().userId());
    String deviceId = command.sender().deviceId();
    Device device = participant.device(deviceId);
    if (participant.isRinging()) {
      return device == null || device.alerted()
          ? story.accepted()
          : story.then(new DeviceRinging(story.at(), participant.userId(), deviceId)).accepted();
    }
    // Somebody has answered, which is more than alerting.
    return participant.isOffered(deviceId) || hasRung(device)
        ? story.accepted()
        : rejected(Rejection.INVALID_STATE);
  }

  private static boolean hasRung(@Nullable Device device) {
    return device != null && (device.rungOn() != null || device.end() != null);
  }

  /// Always accepted, also of strangers and of those who have no part any more: the device waits
  /// for this call's part of the reply to its `register`.
  static Decision connected(Story story, DeviceConnected command) {
    Participant participant = story.call().participant(command.route().userId());
    if (participant == null || participant.hidden()) {
      return story.accepted();
    }
    story.noticeCallWaiting(participant.userId(), command.inCall());
    return story.see(command.route()).accepted();
  }

  static Decision disconnected(Story story, DeviceDisconnected command) {
    Participant participant = story.call().participant(command.userId());
    Device device = participant == null ? null : participant.device(command.deviceId());
    if (participant == null
        || device == null
        || !device.online()
        || !device.isOn(command.connectionId())) {
      return rejected(Rejection.STALE);
    }
    story.then(new DeviceGone(command.userId(), device.id(), unreachableAt(story, device)));
    HandOffs.deviceGone(story, participant, device.id());
    Participant after = story.participant(command.userId());
    Seat seat = after.seat();
    if (after.state() == ParticipantState.JOINED
        && seat != null
        && seat.deviceId().equals(device.id())) {
      story.reconnecting(command.userId(), loss(after, command));
    }
    return story.accepted();
  }

  /// A device that still waits for a recall was told nothing, so it missed nothing of it.
  private static Loss loss(Participant participant, DeviceDisconnected command) {
    return command.loss() == Loss.UNTOLD && participant.awaitsRecall() ? Loss.NONE : command.loss();
  }

  private static @Nullable Instant unreachableAt(Story story, Device gone) {
    Participant participant = story.participant(gone.route().userId());
    boolean another =
        participant.devices().stream()
            .anyMatch(device -> device.online() && !device.id().equals(gone.id()));
    return participant.isRinging() && !another
        ? story.at().plus(story.rules().unreachableGrace())
        : null;
  }
}
