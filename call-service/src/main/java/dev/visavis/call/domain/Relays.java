package dev.visavis.call.domain;

import static dev.visavis.call.domain.Story.rejected;

import dev.visavis.call.domain.CallCommand.MediaState;
import dev.visavis.call.domain.CallCommand.RelayBarrier;
import dev.visavis.call.domain.CallCommand.RelaySignal;
import dev.visavis.call.domain.CallCommand.ReturnedParcel;
import dev.visavis.call.domain.CallEvent.MediaStateChanged;
import dev.visavis.call.domain.CallEvent.ParcelReturned;
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

  /// It goes to the connection that the device has now, or waits for one.
  static Decision returned(Story story, ReturnedParcel command) {
    Participant target = story.call().participant(command.userId());
    Seat seat = target == null ? null : target.seat();
    if (target == null || seat == null || !seat.negotiator().equals(command.deviceId())) {
      return rejected(Rejection.STALE);
    }
    story.then(new ParcelReturned(target.userId(), command.parcel()));
    return target.reachableBeside(command.connectionId()) == null
        ? story.accepted()
        : story.deliverKept(target.userId()).accepted();
  }

  /// Of a participant's gateway it changes nothing: what counts is its place in the log. Of a
  /// recall it says that everything is back.
  static Decision barrier(Story story, RelayBarrier command) {
    Participant from = story.call().participant(command.from().userId());
    Participant target = story.call().participant(command.toUserId());
    if (target != null && target.recalls(command.id())) {
      return story.endRecall(target.userId(), Loss.NONE).accepted();
    }
    boolean both =
        from != null && from.isIn() && target != null && target.isIn() && !from.equals(target);
    return both ? story.accepted() : rejected(Rejection.STALE);
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
    Media media = command.change().of(from.media());
    if (!from.media().equals(media)) {
      story.then(new MediaStateChanged(story.at(), from.userId(), media));
    }
    return story.accepted();
  }
}
