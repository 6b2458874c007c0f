package dev.visavis.call.domain;

import static dev.visavis.call.domain.Story.rejected;

import dev.visavis.call.domain.CallCommand.DeclineCall;
import dev.visavis.call.domain.CallCommand.EndCall;
import dev.visavis.call.domain.CallCommand.GlareDetected;
import dev.visavis.call.domain.CallEvent.ParticipantDeclined;
import dev.visavis.call.domain.CallEvent.ParticipantLeft;

/// `decline_call`, `end_call`, and the end that glare brings.
final class Ends {
  private Ends() {}

  static Decision decline(Story story, DeclineCall command) {
    Participant callee = story.participant(command.sender().userId());
    String device = command.sender().deviceId();
    if (callee.isOffered(device)) {
      return HandOffs.declined(story, command);
    }
    return callee.isRinging()
        ? declineAll(story, command)
        : rejected(tooLateToDecline(story, callee, device));
  }

  /// The caller, and the device that has answered, have nothing to decline.
  private static Rejection tooLateToDecline(Story story, Participant callee, String device) {
    boolean answeredElsewhere =
        story.call().state() == CallState.CONNECTED && !callee.isSeated(device);
    return answeredElsewhere ? Rejection.CALL_UNAVAILABLE : Rejection.INVALID_STATE;
  }

  private static Decision declineAll(Story story, DeclineCall command) {
    String user = command.sender().userId();
    String device = command.sender().deviceId();
    return story
        .then(new ParticipantDeclined(story.at(), user, device, command.reason()))
        .endIfNothingIsLeft(command.reason().asEndReason())
        .accepted();
  }

  static Decision end(Story story, EndCall command) {
    Participant participant = story.participant(command.sender().userId());
    if (participant.isRinging()) {
      return rejected(Rejection.INVALID_STATE);
    }
    if (!participant.isSeated(command.sender().deviceId())) {
      return rejected(Rejection.NOT_A_PARTICIPANT);
    }
    return story.call().state() == CallState.RINGING
        ? story.end(CallState.CANCELLED, EndReason.CANCELLED).accepted()
        : leave(story, participant, command);
  }

  private static Decision leave(Story story, Participant participant, EndCall command) {
    boolean forEveryone = command.forEveryone() && story.call().kind() == CallKind.GROUP;
    if (forEveryone && !participant.userId().equals(story.call().initiatorId())) {
      return rejected(Rejection.INVALID_STATE);
    }
    story.then(
        new ParticipantLeft(
            story.at(), participant.userId(), command.sender().deviceId(), EndReason.ENDED));
    return forEveryone
        ? story.end(CallState.ENDED, EndReason.ENDED).accepted()
        : story.endIfNothingIsLeft(EndReason.ENDED).accepted();
  }

  static Decision glare(Story story, GlareDetected command) {
    // Answered already: then there is no glare any more.
    return story.call().state() == CallState.RINGING
        ? story.end(CallState.CANCELLED, EndReason.GLARE, command.continuesAs()).accepted()
        : rejected(Rejection.STALE);
  }

  static Decision fail(Story story) {
    CallState state =
        story.call().state() == CallState.CONNECTED ? CallState.ENDED : CallState.MISSED;
    return story.end(state, EndReason.FAILED).accepted();
  }
}
