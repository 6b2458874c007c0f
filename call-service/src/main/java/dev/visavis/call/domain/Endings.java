package dev.visavis.call.domain;

import dev.visavis.call.domain.CallEvent.HandOffDropped;
import dev.visavis.call.domain.CallEvent.ParticipantDeclined;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `call_ended`: to each device that was in the call, or rang, and does no longer.
final class Endings {
  private final Call before;
  private final Call after;
  private final List<CallEvent> events;
  private final CallCommand command;

  private Endings(Call before, Call after, List<CallEvent> events, CallCommand command) {
    this.before = before;
    this.after = after;
    this.events = events;
    this.command = command;
  }

  static List<Notice> of(Call before, Call after, List<CallEvent> events, CallCommand command) {
    Endings endings = new Endings(before, after, events, command);
    List<Notice> notices = new ArrayList<>();
    for (Participant now : after.participants()) {
      Participant then = before.participant(now.userId());
      if (then != null) {
        endings.of(then, now, notices);
      }
    }
    return notices;
  }

  private void of(Participant then, Participant now, List<Notice> notices) {
    for (Device device : now.devices()) {
      DeviceRole was = then.role(device.id());
      boolean out = was != DeviceRole.OBSERVER && now.role(device.id()) == DeviceRole.OBSERVER;
      if (out && device.online()) {
        notices.add(new Notice(device.route(), ended(was, then, now, device), false));
      }
    }
  }

  private Message.CallEnded ended(
      DeviceRole was, Participant then, Participant now, Device device) {
    Ending ending = after.ending();
    return new Message.CallEnded(
        reason(was, now, device),
        ending == null ? command.at() : ending.at(),
        was == DeviceRole.JOINED && !now.isIn() ? talked(then) : null,
        ending == null ? null : ending.continuesAs());
  }

  private @Nullable Duration talked(Participant then) {
    if (after.ending() != null) {
      return after.talkTime();
    }
    if (then.joinedAt() == null || before.connectedAt() == null) {
      return null;
    }
    Duration talked = Duration.between(then.joinedAt(), command.at());
    return talked.isNegative() ? Duration.ZERO : talked;
  }

  private EndReason reason(DeviceRole was, Participant now, Device device) {
    EndReason dropped = droppedOffer(device.id());
    if (dropped != null) {
      return dropped;
    }
    return switch (now.state()) {
      case JOINED, RECONNECTING ->
          was == DeviceRole.JOINED ? EndReason.TRANSFERRED : EndReason.ANSWERED_ELSEWHERE;
      case DECLINED -> declined(device.id());
      case LEFT -> was == DeviceRole.JOINED ? ofWhoWasIn() : EndReason.CANCELLED;
      case MISSED -> ofWhoRang();
      case RINGING -> EndReason.MISSED;
    };
  }

  private @Nullable EndReason droppedOffer(String deviceId) {
    for (CallEvent event : events) {
      if (event instanceof HandOffDropped dropped && dropped.deviceId().equals(deviceId)) {
        return dropped.reason();
      }
    }
    return null;
  }

  private EndReason declined(String deviceId) {
    for (CallEvent event : events) {
      if (event instanceof ParticipantDeclined declined && declined.deviceId().equals(deviceId)) {
        return declined.reason().asEndReason();
      }
    }
    return EndReason.DECLINED_ELSEWHERE;
  }

  private EndReason ofWhoWasIn() {
    return after.ending() == null ? EndReason.ENDED : after.ending().reason();
  }

  private EndReason ofWhoRang() {
    if (after.ending() == null) {
      return EndReason.MISSED;
    }
    return switch (after.ending().reason()) {
      case CANCELLED, PEER_LOST, ENDED, TRANSFERRED -> EndReason.CANCELLED;
      case GLARE -> EndReason.GLARE;
      case FAILED -> EndReason.FAILED;
      case DECLINED, DECLINED_ELSEWHERE, BUSY, ANSWERED_ELSEWHERE, NO_ANSWER, MISSED, UNAVAILABLE ->
          EndReason.MISSED;
    };
  }
}
