package dev.visavis.devstack.explain;

import dev.visavis.devstack.Console;
import dev.visavis.proto.v1.events.CallEnded;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.InvitedUser;
import java.util.List;
import java.util.stream.Collectors;

/// Describes events of the call.
final class EventDescriber {
  private final ParticipantNames names;

  EventDescriber(ParticipantNames names) {
    this.names = names;
  }

  void learn(CallEvent event) {
    names.learn(event.getCallInitiated().getInitiator());
    names.learn(event.getCallInitiated().getInitiatorDevice());
    names.learn(event.getParticipantJoined().getDevice());
    for (var invited :
        List.of(
            event.getCallInitiated().getInvitedList(),
            event.getParticipantsInvited().getInvitedList())) {
      invited.forEach(
          each -> {
            names.learn(each.getUser());
            each.getRungDevicesList().forEach(names::learn);
          });
    }
  }

  String of(CallEvent event) {
    return "version %d: %s".formatted(event.getVersion(), describe(event));
  }

  private String describe(CallEvent event) {
    return switch (event.getFactCase()) {
      case CALL_INITIATED ->
          "%s rings %s"
              .formatted(
                  names.name(event.getCallInitiated().getInitiator().getId()),
                  invited(event.getCallInitiated().getInvitedList()));
      case DEVICE_RINGING -> {
        var details = event.getDeviceRinging();
        yield names.device(details.getUserId(), details.getDeviceId()) + " alerts";
      }
      case PARTICIPANT_JOINED -> {
        var details = event.getParticipantJoined();
        yield names.device(details.getUserId(), details.getDeviceId()) + " is in the call";
      }
      case PARTICIPANT_RECONNECTING -> {
        var details = event.getParticipantReconnecting();
        yield names.device(details.getUserId(), details.getDeviceId()) + " lost its connection";
      }
      case PARTICIPANT_LEFT -> {
        var details = event.getParticipantLeft();
        yield "%s left (%s)"
            .formatted(
                names.device(details.getUserId(), details.getDeviceId()),
                SchemaText.word(details.getReason()));
      }
      case PARTICIPANT_DECLINED -> {
        var details = event.getParticipantDeclined();
        yield "%s declined (%s)"
            .formatted(
                names.device(details.getUserId(), details.getDeviceId()),
                SchemaText.word(details.getReason()));
      }
      case PARTICIPANT_MISSED -> {
        var details = event.getParticipantMissed();
        yield "%s missed it (%s)"
            .formatted(names.name(details.getUserId()), SchemaText.word(details.getReason()));
      }
      case CALLER_BLOCKED ->
          names.name(event.getCallerBlocked().getUserId())
              + " blocked the caller: their devices stop ringing";
      case PARTICIPANT_MOVED -> {
        var details = event.getParticipantMoved();
        yield "%s's side moved from \"%s\" to \"%s\""
            .formatted(
                names.name(details.getUserId()),
                Console.printable(details.getFromDeviceId()),
                Console.printable(details.getToDeviceId()));
      }
      case PARTICIPANTS_INVITED ->
          "%s invited %s"
              .formatted(
                  names.name(event.getParticipantsInvited().getByUserId()),
                  invited(event.getParticipantsInvited().getInvitedList()));
      case MEDIA_STATE_CHANGED -> {
        var details = event.getMediaStateChanged();
        yield names.name(details.getUserId()) + " " + MediaDescriber.text(details.getMedia());
      }
      case CALL_CONNECTED -> "connected";
      case TOPOLOGY_CHANGED ->
          "media flows as " + SchemaText.word(event.getTopologyChanged().getTopology());
      case ROOM_REQUESTED ->
          "room %d on the SFU is requested".formatted(event.getRoomRequested().getGeneration());
      case ROOM_ASSIGNED -> {
        var details = event.getRoomAssigned();
        yield "room %d is on %s, run by media-service %s"
            .formatted(
                details.getGeneration(),
                Console.printable(details.getMediaServer()),
                Console.printable(details.getMediaService()));
      }
      case ROOM_LOST ->
          "room %d is lost: %s"
              .formatted(
                  event.getRoomLost().getGeneration(),
                  Console.printable(event.getRoomLost().getReason()));
      case ROOM_RELEASED ->
          "room %d is no longer needed".formatted(event.getRoomReleased().getGeneration());
      case CALL_ENDED -> ended(event.getCallEnded());
      case FACT_NOT_SET -> "an event of a newer version, unknown to this program";
    };
  }

  private String invited(List<InvitedUser> all) {
    return all.stream()
        .map(
            each ->
                "%s%s"
                    .formatted(
                        names.name(each.getUser().getId()),
                        each.getBlocksCaller() ? " (blocks the caller: nothing rings)" : ""))
        .collect(Collectors.joining(", "));
  }

  private static String ended(CallEnded details) {
    var text =
        new StringBuilder(
            "over: %s (%s)"
                .formatted(
                    SchemaText.word(details.getState()), SchemaText.word(details.getReason())));
    text.append(", rang for ").append(SchemaText.seconds(details.getRingMs()));
    if (details.hasTalkMs()) {
      text.append(", talked for ").append(SchemaText.seconds(details.getTalkMs()));
    }
    if (details.hasContinuesAs()) {
      text.append(", continues as ").append(details.getContinuesAs());
    }
    return text.toString();
  }
}
