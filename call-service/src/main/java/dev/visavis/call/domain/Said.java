package dev.visavis.call.domain;

import dev.visavis.call.domain.CallEvent.DeviceRinging;
import dev.visavis.call.domain.CallEvent.HandOffAnswered;
import dev.visavis.call.domain.CallEvent.HandOffDropped;
import dev.visavis.call.domain.CallEvent.KeptDelivered;
import dev.visavis.call.domain.CallEvent.MediaStateChanged;
import dev.visavis.call.domain.CallEvent.ParticipantJoined;
import dev.visavis.call.domain.CallEvent.SignalRelayed;
import java.util.ArrayList;
import java.util.List;

/// What is passed on from one device to another.
final class Said {
  private final Call after;
  private final List<Notice> notices = new ArrayList<>();

  private Said(Call after) {
    this.after = after;
  }

  /// What explains the state that follows: somebody alerts, answered, moved.
  static List<Notice> inAdvance(Call before, Call after, List<CallEvent> events) {
    Said said = new Said(after);
    for (CallEvent event : events) {
      switch (event) {
        case DeviceRinging e -> said.alerting(before, e);
        case ParticipantJoined e when wasRung(before, e) ->
            said.toOthers(e.userId(), Parcels.answered(after, e.at(), e.userId(), e.offer()));
        case HandOffAnswered e ->
            said.toOthers(
                e.userId(), Parcels.moved(after, e.userId(), e.offer(), e.until().toString()));
        case HandOffDropped e -> said.movedBack(before, e);
        case MediaStateChanged e ->
            said.toOthers(
                e.userId(),
                new Message.MediaStateIs(
                    after.id() + ":" + after.version(), e.userId(), e.media()));
        case CallEvent.Fact other -> {}
        case CallEvent.Inner other -> {}
      }
    }
    return said.notices;
  }

  /// What negotiates: it follows the state, so that its receiver knows with whom.
  static List<Notice> of(Call after, List<CallEvent> events) {
    Said said = new Said(after);
    for (CallEvent event : events) {
      switch (event) {
        case SignalRelayed e when !e.kept() -> said.to(e.toUserId(), e.parcel());
        case KeptDelivered e -> e.parcels().forEach(parcel -> said.to(e.userId(), parcel));
        case CallEvent.Fact other -> {}
        case CallEvent.Inner other -> {}
      }
    }
    return said.notices;
  }

  private static boolean wasRung(Call before, ParticipantJoined event) {
    Participant then = before.participant(event.userId());
    return then != null && then.isRinging();
  }

  private void movedBack(Call before, HandOffDropped event) {
    Participant then = before.participant(event.userId());
    HandOff handOff = then == null ? null : then.handOff();
    if (handOff != null && handOff.answered()) {
      toOthers(event.userId(), Parcels.movedBack(after, event.userId(), handOff));
    }
  }

  /// To the caller's device, once a user.
  private void alerting(Call before, DeviceRinging event) {
    Participant then = before.participant(event.userId());
    if (then == null || !then.hasAlerted()) {
      to(after.initiatorId(), new Message.Ringing(event.userId()));
    }
  }

  private void toOthers(String userId, Message message) {
    for (Participant participant : after.thoseIn()) {
      if (!participant.userId().equals(userId)) {
        to(participant.userId(), message);
      }
    }
  }

  private void to(String userId, Message message) {
    Participant participant = after.participant(userId);
    if (participant == null) {
      return;
    }
    boolean mustKeepItsPlace = message instanceof Message.Parcel;
    Device device = mustKeepItsPlace ? participant.reachable() : participant.present();
    if (device != null) {
      notices.add(new Notice(device.route(), message, false));
    }
  }
}
