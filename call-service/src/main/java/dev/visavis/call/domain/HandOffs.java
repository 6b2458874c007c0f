package dev.visavis.call.domain;

import static dev.visavis.call.domain.Story.rejected;

import dev.visavis.call.domain.CallCommand.AnswerCall;
import dev.visavis.call.domain.CallCommand.DeclineCall;
import dev.visavis.call.domain.CallCommand.MediaState;
import dev.visavis.call.domain.CallCommand.TransferCall;
import dev.visavis.call.domain.CallEvent.HandOffAnswered;
import dev.visavis.call.domain.CallEvent.HandOffDropped;
import dev.visavis.call.domain.CallEvent.HandOffStarted;
import dev.visavis.call.domain.CallEvent.ParcelKept;
import dev.visavis.call.domain.CallEvent.ParticipantMoved;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// `transfer_call`: a user's side of the call moves to another device of theirs, and stays where
/// it is until the new side is up.
final class HandOffs {
  private HandOffs() {}

  static Decision start(Story story, TransferCall command) {
    Participant user = story.participant(command.sender().userId());
    Seat seat = user.seat();
    if (seat == null || story.call().state() != CallState.CONNECTED) {
      return rejected(Rejection.INVALID_STATE);
    }
    String from = command.sender().deviceId();
    String target = command.toDeviceId();
    boolean fetches = from.equals(target);
    if (!fetches && !user.isSeated(from)) {
      return rejected(Rejection.NOT_A_PARTICIPANT);
    }
    if (seat.isOfferedTo(target)) {
      return story.accepted();
    }
    if (seat.deviceId().equals(target)) {
      return takeBack(story, user).accepted(); // it is there already, or comes back
    }
    Device device = user.device(target);
    if (device == null || !device.online()) {
      return rejected(Rejection.DEVICE_NOT_FOUND);
    }
    boolean passesOn = seat.negotiator().equals(from) && !seat.deviceId().equals(from);
    HandOff handOff =
        new HandOff(target, !fetches, false, story.at().plus(story.rules().handOffRing()));
    return (passesOn ? settle(story, user.userId()) : takeBack(story, user))
        .then(new HandOffStarted(user.userId(), handOff))
        .accepted();
  }

  /// Whatever hand-off is under way gives way. A target that had answered was in the call.
  private static Story takeBack(Story story, Participant user) {
    HandOff handOff = user.handOff();
    return handOff == null
        ? story
        : drop(
            story, user.userId(), handOff.answered() ? EndReason.TRANSFERRED : EndReason.CANCELLED);
  }

  /// The target negotiates from now on; the old device stays until the new side is up.
  static Decision answered(Story story, AnswerCall command) {
    Participant user = story.participant(command.sender().userId());
    HandOff handOff = user.handOff();
    if (handOff == null || handOff.answered()) {
      return story.accepted();
    }
    Instant until = story.at().plus(story.rules().handOffSettle());
    story.then(new HandOffAnswered(user.userId(), command.offer(), until));
    tellWhoIsAway(
        story, Parcels.moved(story.call(), user.userId(), command.offer(), until.toString()));
    if (user.state() == ParticipantState.RECONNECTING) {
      settle(story, user.userId());
    }
    return story.accepted();
  }

  private static void tellWhoIsAway(Story story, Message.ParticipantMoved moved) {
    for (Participant other : story.call().thoseIn()) {
      if (!other.userId().equals(moved.userId()) && other.reachable() == null) {
        story.then(new ParcelKept(other.userId(), moved));
      }
    }
  }

  static Decision declined(Story story, DeclineCall command) {
    return drop(story, command.sender().userId(), command.reason().asEndReason()).accepted();
  }

  /// The new device shows that its side is up.
  static void settleIfUp(Story story, MediaState command) {
    Participant user = story.participant(command.sender().userId());
    HandOff handOff = user.handOff();
    if (handOff != null
        && handOff.answered()
        && handOff.toDeviceId().equals(command.sender().deviceId())) {
      settle(story, user.userId());
    }
  }

  static Decision due(Story story, @Nullable String userId) {
    Participant user = userId == null ? null : story.call().participant(userId);
    HandOff handOff = user == null ? null : user.handOff();
    if (user == null || handOff == null) {
      throw new BrokenInvariant("a hand-off is due that is not there: " + userId);
    }
    return handOff.answered()
        ? settle(story, user.userId()).accepted()
        : drop(story, user.userId(), EndReason.MISSED).accepted();
  }

  /// Either device may vanish while the hand-off is under way: the one that is left has the call.
  static void deviceGone(Story story, Participant before, String deviceId) {
    Seat seat = before.seat();
    HandOff handOff = before.handOff();
    if (seat == null || handOff == null) {
      return;
    }
    if (handOff.toDeviceId().equals(deviceId)) {
      drop(story, before.userId(), EndReason.MISSED);
    } else if (seat.deviceId().equals(deviceId) && handOff.answered()) {
      settle(story, before.userId());
    }
  }

  private static Story settle(Story story, String userId) {
    Seat seat = story.participant(userId).seat();
    HandOff handOff = story.participant(userId).handOff();
    if (seat == null || handOff == null) {
      throw new BrokenInvariant("nothing to settle for " + userId);
    }
    return story
        .then(new ParticipantMoved(story.at(), userId, seat.deviceId(), handOff.toDeviceId()))
        .deliverKept(userId);
  }

  private static Story drop(Story story, String userId, EndReason reason) {
    HandOff handOff = story.participant(userId).handOff();
    if (handOff == null) {
      return story;
    }
    story.then(new HandOffDropped(userId, handOff.toDeviceId(), reason));
    if (handOff.answered()) {
      tellWhoIsAway(story, Parcels.movedBack(story.call(), userId, handOff));
    }
    return story;
  }
}
