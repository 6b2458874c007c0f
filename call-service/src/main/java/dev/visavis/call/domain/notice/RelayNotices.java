package dev.visavis.call.domain.notice;

import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.CallEvent;
import dev.visavis.call.domain.state.CallEvent.DeviceRinging;
import dev.visavis.call.domain.state.CallEvent.HandOffAborted;
import dev.visavis.call.domain.state.CallEvent.HandOffAnswered;
import dev.visavis.call.domain.state.CallEvent.MailboxDelivered;
import dev.visavis.call.domain.state.CallEvent.MediaStateChanged;
import dev.visavis.call.domain.state.CallEvent.ParticipantJoined;
import dev.visavis.call.domain.state.CallEvent.SignalRelayed;
import dev.visavis.call.domain.state.CallEvent.SignalSentToSfu;
import dev.visavis.call.domain.state.Device;
import dev.visavis.call.domain.state.HandOff;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.state.ReliableMessages;
import dev.visavis.call.domain.state.Room;
import java.util.ArrayList;
import java.util.List;

/// Messages that one device causes for another.
final class RelayNotices {
  private final Call after;
  private final List<Notice> notices = new ArrayList<>();

  private RelayNotices(Call after) {
    this.after = after;
  }

  /// Before the call state that they explain: a device alerts, a user has answered or moved.
  static List<Notice> beforeState(Call before, Call after, List<CallEvent> events) {
    RelayNotices said = new RelayNotices(after);
    for (CallEvent event : events) {
      switch (event) {
        case DeviceRinging e -> said.alerting(before, e);
        case ParticipantJoined e when wasRinging(before, e) ->
            said.toOthers(
                e.userId(), ReliableMessages.answered(after, e.at(), e.userId(), e.offer()));
        case HandOffAnswered e ->
            said.toOthers(
                e.userId(),
                ReliableMessages.moved(after, e.userId(), e.offer(), e.until().toString()));
        case HandOffAborted e -> said.movedBack(before, e);
        case MediaStateChanged e ->
            said.toOthers(
                e.userId(),
                new Message.MediaStateUpdate(
                    after.id() + ":" + after.version(), e.userId(), e.media()));
        case CallEvent.PublicEvent other -> {}
        case CallEvent.InternalEvent other -> {}
      }
    }
    return said.notices;
  }

  /// Signals: they follow the call state, so that the receiver knows the sender.
  static List<Notice> of(Call after, List<CallEvent> events) {
    RelayNotices said = new RelayNotices(after);
    for (CallEvent event : events) {
      switch (event) {
        case SignalRelayed e when !e.stored() -> said.to(e.toUserId(), e.message());
        case SignalSentToSfu e -> said.toSfu(e);
        case MailboxDelivered e -> e.messages().forEach(message -> said.to(e.userId(), message));
        case CallEvent.PublicEvent other -> {}
        case CallEvent.InternalEvent other -> {}
      }
    }
    return said.notices;
  }

  private static boolean wasRinging(Call before, ParticipantJoined event) {
    Participant then = before.participant(event.userId());
    return then != null && then.isRinging();
  }

  private void movedBack(Call before, HandOffAborted event) {
    Participant then = before.participant(event.userId());
    HandOff handOff = then == null ? null : then.handOff();
    if (handOff != null && handOff.isAnswered()) {
      toOthers(event.userId(), ReliableMessages.movedBack(after, event.userId(), handOff));
    }
  }

  /// Once for each user, to everybody who waits for them.
  private void alerting(Call before, DeviceRinging event) {
    Participant then = before.participant(event.userId());
    if (then == null || !then.hasAlerted()) {
      toOthers(event.userId(), new Message.Ringing(event.userId()));
    }
  }

  private void toSfu(SignalSentToSfu event) {
    Room.Assigned room = after.room().assigned();
    if (room != null) {
      Message message = new Message.RelayedToSfu(event.sender(), event.message());
      notices.add(new Notice(room.route(), message, false));
    }
  }

  private void toOthers(String userId, Message message) {
    for (Participant participant : after.participantsInCall()) {
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
    boolean mustKeepItsPlace = message instanceof Message.Reliable;
    Device device =
        mustKeepItsPlace ? participant.reachableDevice() : participant.negotiatingDevice();
    if (device != null) {
      notices.add(new Notice(device.route(), message, false));
    }
  }
}
