package dev.visavis.call.domain;

import static dev.visavis.call.domain.Story.rejected;

import dev.visavis.call.domain.CallCommand.ProfileChanged;
import dev.visavis.call.domain.CallEvent.CallerBlocked;
import dev.visavis.call.domain.CallEvent.ParticipantRenamed;

/// What changes in a call when somebody in it changes their profile.
final class Profiles {
  private Profiles() {}

  static Decision changed(Story story, ProfileChanged command) {
    Participant participant = story.call().participant(command.user().id());
    if (participant == null) {
      return rejected(Rejection.STALE);
    }
    if (!participant.user().equals(command.user())) {
      story.then(new ParticipantRenamed(command.user()));
    }
    String rungBy = participant.rungBy();
    boolean turnsAway =
        participant.isRinging()
            && !participant.hidden()
            && (command.blocked().contains(story.call().initiatorId())
                || (rungBy != null && command.blocked().contains(rungBy)));
    if (turnsAway) {
      story.then(new CallerBlocked(story.at(), participant.userId()));
    }
    return story.accepted();
  }
}
