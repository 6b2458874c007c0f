package dev.visavis.devstack.explain;

import dev.visavis.devstack.Console;
import dev.visavis.proto.v1.events.CallEnded;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.InvitedUser;
import java.util.List;
import java.util.stream.Collectors;

/// What the call became.
final class FactWords {
  private final People people;

  FactWords(People people) {
    this.people = people;
  }

  void meet(CallEvent event) {
    people.meet(event.getCallInitiated().getInitiator());
    people.meet(event.getCallInitiated().getInitiatorDevice());
    for (var invited :
        List.of(
            event.getCallInitiated().getInvitedList(),
            event.getParticipantsInvited().getInvitedList())) {
      invited.forEach(
          each -> {
            people.meet(each.getUser());
            each.getRungDevicesList().forEach(people::meet);
          });
    }
  }

  String of(CallEvent event) {
    return "version %d: %s".formatted(event.getVersion(), fact(event));
  }

  private String fact(CallEvent event) {
    return switch (event.getFactCase()) {
      case CALL_INITIATED ->
          "%s rings %s"
              .formatted(
                  people.name(event.getCallInitiated().getInitiator().getId()),
                  invited(event.getCallInitiated().getInvitedList()));
      case DEVICE_RINGING -> {
        var fact = event.getDeviceRinging();
        yield people.device(fact.getUserId(), fact.getDeviceId()) + " alerts";
      }
      case PARTICIPANT_JOINED -> {
        var fact = event.getParticipantJoined();
        yield people.device(fact.getUserId(), fact.getDeviceId()) + " is in the call";
      }
      case PARTICIPANT_RECONNECTING -> {
        var fact = event.getParticipantReconnecting();
        yield people.device(fact.getUserId(), fact.getDeviceId()) + " lost its connection";
      }
      case PARTICIPANT_LEFT -> {
        var fact = event.getParticipantLeft();
        yield "%s left (%s)"
            .formatted(
                people.device(fact.getUserId(), fact.getDeviceId()), Text.word(fact.getReason()));
      }
      case PARTICIPANT_DECLINED -> {
        var fact = event.getParticipantDeclined();
        yield "%s declined (%s)"
            .formatted(
                people.device(fact.getUserId(), fact.getDeviceId()), Text.word(fact.getReason()));
      }
      case PARTICIPANT_MISSED -> {
        var fact = event.getParticipantMissed();
        yield "%s missed it (%s)"
            .formatted(people.name(fact.getUserId()), Text.word(fact.getReason()));
      }
      case CALLER_BLOCKED ->
          people.name(event.getCallerBlocked().getUserId())
              + " blocked the caller: nothing rings there any more";
      case PARTICIPANT_MOVED -> {
        var fact = event.getParticipantMoved();
        yield "%s's side moved from \"%s\" to \"%s\""
            .formatted(
                people.name(fact.getUserId()),
                Console.printable(fact.getFromDeviceId()),
                Console.printable(fact.getToDeviceId()));
      }
      case PARTICIPANTS_INVITED ->
          "%s invited %s"
              .formatted(
                  people.name(event.getParticipantsInvited().getByUserId()),
                  invited(event.getParticipantsInvited().getInvitedList()));
      case MEDIA_STATE_CHANGED -> {
        var fact = event.getMediaStateChanged();
        yield people.name(fact.getUserId()) + " " + Media.words(fact.getMedia());
      }
      case CALL_CONNECTED -> "connected";
      case CALL_ENDED -> ended(event.getCallEnded());
      case FACT_NOT_SET -> "something of a newer version, which this program does not know";
    };
  }

  private String invited(List<InvitedUser> all) {
    return all.stream()
        .map(
            each ->
                "%s%s"
                    .formatted(
                        people.name(each.getUser().getId()),
                        each.getBlocksCaller() ? " (who blocks the caller: nothing rings)" : ""))
        .collect(Collectors.joining(", "));
  }

  private static String ended(CallEnded fact) {
    var text =
        new StringBuilder(
            "over: %s (%s)".formatted(Text.word(fact.getState()), Text.word(fact.getReason())));
    text.append(", rang for ").append(Text.seconds(fact.getRingMs()));
    if (fact.hasTalkMs()) {
      text.append(", talked for ").append(Text.seconds(fact.getTalkMs()));
    }
    if (fact.hasContinuesAs()) {
      text.append(", goes on as ").append(fact.getContinuesAs());
    }
    return text.toString();
  }
}
