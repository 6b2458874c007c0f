package dev.visavis.call.domain;

import static dev.visavis.call.domain.Story.rejected;

import dev.visavis.call.domain.CallCommand.MediaState;
import dev.visavis.call.domain.CallCommand.RelaySignal;
import dev.visavis.call.domain.CallEvent.MediaStateChanged;
import dev.visavis.call.domain.CallEvent.SignalRelayed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `offer`, `answer`, `ice_candidate`, `e2ee`, `media_state`: what devices in a call tell each
/// other.
final class Relays {
  private Relays() {}

  static Decision relay(Story story, RelaySignal command) {
    Participant from = story.participant(command.sender().userId());
    if (!from.isIn()) {
      return rejected(Rejection.INVALID_STATE);
    }
    if (!from.isSeated(command.sender().deviceId())) {
      return rejected(Rejection.NOT_A_PARTICIPANT);
    }
    String to = command.to() == null ? onlyOther(story.call(), from) : command.to();
    if (to == null || to.equals(from.userId())) {
      return rejected(Rejection.INVALID_MESSAGE);
    }
    Participant target = story.call().participant(to);
    return target == null
        ? rejected(Rejection.NOT_A_PARTICIPANT)
        : relay(story, command, from, target);
  }

  private static Decision relay(
      Story story, RelaySignal command, Participant from, Participant target) {
    Signal signal = command.signal();
    if (!target.isIn() && !(target.isRinging() && signal.kind().mayBeEarly())) {
      return rejected(Rejection.INVALID_STATE);
    }
    boolean repeated =
        signal.kind().isCandidate() && from.relayed().contains(signal.fingerprint(target.userId()));
    if (repeated) {
      return story.accepted();
    }
    Message.Relayed parcel = new Message.Relayed(command.id(), from.userId(), signal);
    return story
        .then(new SignalRelayed(target.userId(), parcel, target.reachable() == null))
        .accepted();
  }

  /// Between two there is no need to say whom one means.
  private static @Nullable String onlyOther(Call call, Participant from) {
    List<Participant> others =
        call.participants().stream()
            .filter(participant -> !participant.userId().equals(from.userId()))
            .toList();
    return others.size() == 1 ? others.getFirst().userId() : null;
  }

  static Decision media(Story story, MediaState command) {
    Participant from = story.participant(command.sender().userId());
    if (!from.isIn()) {
      return rejected(Rejection.INVALID_STATE);
    }
    if (!from.isSeated(command.sender().deviceId())) {
      return rejected(Rejection.NOT_A_PARTICIPANT);
    }
    HandOffs.settleIfUp(story, command);
    if (!from.media().equals(command.media())) {
      story.then(new MediaStateChanged(story.at(), from.userId(), command.media()));
    }
    return story.accepted();
  }
}
