package dev.visavis.call.domain;

import static dev.visavis.call.domain.Story.rejected;

import dev.visavis.call.domain.CallCommand.AnswerCall;
import dev.visavis.call.domain.CallCommand.JoinCall;
import dev.visavis.call.domain.CallEvent.CallConnected;
import dev.visavis.call.domain.CallEvent.ParcelKept;
import dev.visavis.call.domain.CallEvent.ParticipantJoined;
import org.jspecify.annotations.Nullable;

/// `answer_call` and `join_call`: the first device of a user to say so is in, every other is not.
final class Answers {
  private Answers() {}

  static Decision answer(Story story, AnswerCall command) {
    Participant callee = story.participant(command.sender().userId());
    String device = command.sender().deviceId();
    if (callee.isRinging()) {
      enter(story, command.sender(), command.offer());
      keepForWhoIsAway(story, callee.userId(), command.offer());
      return story.accepted();
    }
    if (story.call().state() == CallState.RINGING) {
      return rejected(Rejection.INVALID_STATE); // the caller, who cannot answer their own call
    }
    if (callee.isOffered(device)) {
      return HandOffs.answered(story, command);
    }
    // The winner repeats itself: it hears again how things stand.
    return callee.isSeated(device) ? story.accepted() : rejected(Rejection.CALL_UNAVAILABLE);
  }

  static Decision join(Story story, JoinCall command) {
    Participant participant = story.participant(command.sender().userId());
    return switch (participant.state()) {
      case RINGING, LEFT, DECLINED, MISSED -> {
        enter(story, command.sender(), null);
        yield story.accepted();
      }
      case JOINED, RECONNECTING ->
          participant.isSeated(command.sender().deviceId())
              ? story.accepted()
              : rejected(Rejection.CALL_UNAVAILABLE);
    };
  }

  private static void enter(Story story, Sender sender, @Nullable Opaque offer) {
    String user = sender.userId();
    story.then(new ParticipantJoined(story.at(), user, sender.deviceId(), offer));
    if (story.call().state() == CallState.RINGING) {
      story.then(new CallConnected(story.at()));
    }
    Device device = story.participant(user).device(sender.deviceId());
    if (device != null && device.online()) {
      story.deliverKept(user);
    } else {
      // Its socket broke right behind the answer.
      story.reconnecting(user, Loss.NONE);
    }
  }

  private static void keepForWhoIsAway(Story story, String userId, @Nullable Opaque offer) {
    for (Participant other : story.call().thoseIn()) {
      if (!other.userId().equals(userId) && other.reachable() == null) {
        story.then(
            new ParcelKept(
                other.userId(), Parcels.answered(story.call(), story.at(), userId, offer)));
      }
    }
  }
}
