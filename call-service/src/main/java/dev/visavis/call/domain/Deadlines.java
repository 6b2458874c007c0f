package dev.visavis.call.domain;

import static dev.visavis.call.domain.Story.rejected;

import dev.visavis.call.domain.CallCommand.DeadlineReached;
import dev.visavis.call.domain.CallEvent.ParticipantLeft;
import dev.visavis.call.domain.CallEvent.ParticipantMissed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What happens because nothing else has happened in time. Only a deadline that the call still has
/// changes anything; one that was met, moved or already taken is stale.
final class Deadlines {
  private Deadlines() {}

  static Decision reached(Story story, DeadlineReached command) {
    Deadline deadline = command.deadline();
    if (!story.call().deadlines().contains(deadline)) {
      return rejected(Rejection.STALE);
    }
    return switch (deadline.kind()) {
      case RING -> rungInVain(story, deadline.dueAt());
      case UNREACHABLE -> unreachable(story, deadline.userId());
      case RECONNECT -> lost(story, deadline.userId());
      case HAND_OFF -> HandOffs.due(story, deadline.userId());
      case RECALL -> story.recallIsOverdue(who(deadline.userId())).accepted();
      case FORGET -> rejected(Rejection.STALE); // the store forgets by itself
    };
  }

  private static Decision rungInVain(Story story, Instant dueAt) {
    for (Participant participant : story.call().participants()) {
      Instant until = participant.ringUntil();
      if (until != null && !until.isAfter(dueAt)) {
        story.then(new ParticipantMissed(story.at(), participant.userId(), EndReason.NO_ANSWER));
      }
    }
    return story.endIfNothingIsLeft(EndReason.NO_ANSWER).accepted();
  }

  private static Decision unreachable(Story story, @Nullable String userId) {
    return story
        .then(new ParticipantMissed(story.at(), who(userId), EndReason.UNAVAILABLE))
        .endIfNothingIsLeft(EndReason.UNAVAILABLE)
        .accepted();
  }

  private static Decision lost(Story story, @Nullable String userId) {
    Participant participant = story.participant(who(userId));
    Seat seat = participant.seat();
    if (seat == null) {
      throw new BrokenInvariant("reconnecting without a seat: " + userId);
    }
    story.then(
        new ParticipantLeft(
            story.at(), participant.userId(), seat.deviceId(), EndReason.PEER_LOST));
    boolean nobodyCalls =
        story.call().state() == CallState.RINGING && story.call().thoseIn().isEmpty();
    return nobodyCalls
        ? story.end(CallState.CANCELLED, EndReason.PEER_LOST).accepted()
        : story.endIfNothingIsLeft(EndReason.PEER_LOST).accepted();
  }

  private static String who(@Nullable String userId) {
    if (userId == null) {
      throw new BrokenInvariant("a deadline of a participant without a user");
    }
    return userId;
  }
}
