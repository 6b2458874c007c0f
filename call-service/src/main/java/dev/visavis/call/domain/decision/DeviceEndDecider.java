package dev.visavis.call.domain.decision;

import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.CallEvent;
import dev.visavis.call.domain.state.CallEvent.DeviceEnded;
import dev.visavis.call.domain.state.CallEvent.HandOffAborted;
import dev.visavis.call.domain.state.CallEvent.ParticipantDeclined;
import dev.visavis.call.domain.state.Device;
import dev.visavis.call.domain.state.DeviceEnd;
import dev.visavis.call.domain.state.Ending;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.state.ParticipantState.Declined;
import dev.visavis.call.domain.state.ParticipantState.InCall;
import dev.visavis.call.domain.state.ParticipantState.Left;
import dev.visavis.call.domain.state.ParticipantState.Missed;
import dev.visavis.call.domain.state.ParticipantState.Ringing;
import dev.visavis.call.domain.value.DeviceRole;
import dev.visavis.call.domain.value.EndReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides for which devices a command ends the call: those that were joined or ringing and no
/// longer are.
public final class DeviceEndDecider {
  private final Call before;
  private final Call after;
  private final List<CallEvent> events;
  private final CallCommand command;

  private DeviceEndDecider(Call before, Call after, List<CallEvent> events, CallCommand command) {
    this.before = before;
    this.after = after;
    this.events = events;
    this.command = command;
  }

  /// @param before the call before the command; for a new call, before its callees were decided
  static List<DeviceEnded> of(
      Call before, Call after, List<CallEvent> events, CallCommand command) {
    DeviceEndDecider endings = new DeviceEndDecider(before, after, events, command);
    List<DeviceEnded> ended = new ArrayList<>();
    for (Participant now : after.participants()) {
      Participant then = before.participant(now.userId());
      if (then != null) {
        endings.of(then, now, ended);
      }
    }
    return ended;
  }

  private void of(Participant then, Participant now, List<DeviceEnded> ended) {
    for (Device device : now.devices()) {
      DeviceRole was = then.role(device.id());
      if (was != DeviceRole.OBSERVER && now.role(device.id()) == DeviceRole.OBSERVER) {
        ended.add(new DeviceEnded(now.userId(), device.id(), end(was, then, now, device)));
      }
    }
  }

  private DeviceEnd end(DeviceRole was, Participant then, Participant now, Device device) {
    Ending ending = after.ending();
    return new DeviceEnd(
        reason(was, now, device),
        ending == null ? command.at() : ending.at(),
        was == DeviceRole.JOINED && !now.isInCall() ? talked(then) : null);
  }

  /// How the call ended for a device of a user who is no longer in it, even if the device never
  /// rang.
  public static DeviceEnd repeated(
      Call call, Participant participant, String deviceId, Instant now) {
    Device device = participant.device(deviceId);
    DeviceEnd told = device == null ? null : device.end();
    Ending ending = call.ending();
    if (told != null) {
      return told.reason() == EndReason.MISSED ? missed(told, participant, ending) : told;
    }
    if (participant.blocksCaller()) {
      return new DeviceEnd(EndReason.DECLINED_ELSEWHERE, now, null);
    }
    EndReason reason =
        switch (participant.state()) {
          case Declined _ -> EndReason.DECLINED_ELSEWHERE;
          case Missed _, Ringing _ -> reasonForRinging(ending);
          case Left _, InCall _ -> reasonForJoined(ending);
        };
    return new DeviceEnd(reason, ending == null ? now : ending.at(), call.talkTime());
  }

  /// The end for a device that went offline while it rang, perhaps long before the ringing ended.
  private static DeviceEnd missed(
      DeviceEnd told, Participant participant, @Nullable Ending ending) {
    EndReason reason =
        switch (participant.state()) {
          case Ringing _ -> EndReason.MISSED;
          case Missed _ -> reasonForRinging(ending);
          case Declined _ -> EndReason.DECLINED_ELSEWHERE;
          case InCall _, Left _ -> EndReason.ANSWERED_ELSEWHERE;
        };
    return new DeviceEnd(reason, ending == null ? told.at() : ending.at(), null);
  }

  private @Nullable Duration talked(Participant then) {
    if (after.ending() != null) {
      return after.talkTime();
    }
    if (!(then.state() instanceof InCall in) || before.connectedAt() == null) {
      return null;
    }
    Duration talked = Duration.between(in.joined().joinedAt(), command.at());
    return talked.isNegative() ? Duration.ZERO : talked;
  }

  private EndReason reason(DeviceRole was, Participant now, Device device) {
    EndReason dropped = abortedHandOff(device.id());
    if (dropped != null) {
      return dropped;
    }
    if (now.blocksCaller()) { // the user has blocked the caller, on whichever device
      return EndReason.DECLINED_ELSEWHERE;
    }
    return switch (now.state()) {
      case InCall _ ->
          was == DeviceRole.JOINED ? EndReason.TRANSFERRED : EndReason.ANSWERED_ELSEWHERE;
      case Declined _ -> declined(device.id());
      case Left _ ->
          was == DeviceRole.JOINED ? reasonForJoined(after.ending()) : EndReason.CANCELLED;
      case Missed _ -> reasonForRinging(after.ending());
      case Ringing _ -> EndReason.MISSED;
    };
  }

  private @Nullable EndReason abortedHandOff(String deviceId) {
    for (CallEvent event : events) {
      if (event instanceof HandOffAborted dropped && dropped.deviceId().equals(deviceId)) {
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

  private static EndReason reasonForJoined(@Nullable Ending ending) {
    return ending == null ? EndReason.ENDED : ending.reason();
  }

  private static EndReason reasonForRinging(@Nullable Ending ending) {
    if (ending == null) {
      return EndReason.MISSED;
    }
    return switch (ending.reason()) {
      case CANCELLED, PEER_LOST, ENDED, TRANSFERRED -> EndReason.CANCELLED;
      case GLARE -> EndReason.GLARE;
      case FAILED -> EndReason.FAILED;
      case DECLINED, DECLINED_ELSEWHERE, BUSY, ANSWERED_ELSEWHERE, NO_ANSWER, MISSED, UNAVAILABLE ->
          EndReason.MISSED;
    };
  }
}
