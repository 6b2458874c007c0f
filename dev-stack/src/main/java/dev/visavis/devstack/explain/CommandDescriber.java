package dev.visavis.devstack.explain;

import dev.visavis.devstack.Console;
import dev.visavis.proto.MessageCatalogue;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Callee;
import dev.visavis.proto.v1.DeadlineReached;
import dev.visavis.proto.v1.DeclineReason;
import dev.visavis.proto.v1.DeviceDisconnected;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import java.util.List;
import java.util.stream.Collectors;

/// Describes commands: requests of users, and timers.
final class CommandDescriber {
  private final ParticipantNames names;

  CommandDescriber(ParticipantNames names) {
    this.names = names;
  }

  void learn(CallCommand command) {
    names.learn(command.getSender().getUser());
    names.learn(command.getSender().getDevice());
    callees(command)
        .forEach(
            callee -> {
              names.learn(callee.getUser());
              callee.getDevicesList().forEach(names::learn);
            });
    names.learn(command.getDeviceConnected().getDevice());
  }

  private static List<Callee> callees(CallCommand command) {
    return command.hasPlaceCall()
        ? command.getPlaceCall().getCalleesList()
        : command.getInvitePeople().getCalleesList();
  }

  String of(CallCommand command) {
    var who = names.device(command.getSender().getDevice());
    return switch (command.getCommandCase()) {
      case PLACE_CALL ->
          "%s %s %s, %s"
              .formatted(
                  who,
                  SchemaText.words(BodyCase.INITIATE_CALL),
                  asked(command),
                  SchemaText.word(command.getPlaceCall().getCallType()));
      case INVITE_PEOPLE ->
          "%s %s %s".formatted(who, SchemaText.words(BodyCase.INVITE), asked(command));
      case MESSAGE -> "%s %s".formatted(who, message(command.getMessage()));
      case DEADLINE_REACHED -> "a timer: " + deadline(command.getDeadlineReached());
      case DEVICE_CONNECTED ->
          names.device(command.getDeviceConnected().getDevice()) + " came online";
      case DEVICE_DISCONNECTED -> offline(command.getDeviceDisconnected());
      case GLARE_DETECTED ->
          "both called each other: this call continues as "
              + command.getGlareDetected().getContinuesAs();
      case PROFILE_CHANGED ->
          names.name(command.getProfileChanged().getUser().getId()) + " changed their profile";
      case RETURNED_MESSAGE ->
          "a gateway returned undelivered messages for "
              + names.device(command.getReturnedMessage().getTo());
      case RELAY_BARRIER ->
          names.device(command.getRelayBarrier().getFrom())
              + " makes sure that nothing it sends overtakes something earlier";
      case ROOM_ASSIGNED -> {
        var assigned = command.getRoomAssigned();
        yield "media-service %s has room %d on %s"
            .formatted(
                Console.printable(assigned.getRoute().getDeviceId()),
                assigned.getGeneration(),
                Console.printable(assigned.getMediaServer()));
      }
      case ROOM_LOST ->
          "room %d is gone: %s"
              .formatted(
                  command.getRoomLost().getGeneration(),
                  Console.printable(command.getRoomLost().getReason()));
      case COMMAND_NOT_SET -> "a command of a newer version, unknown to this program";
    };
  }

  private String asked(CallCommand command) {
    return callees(command).stream().map(this::callee).collect(Collectors.joining(", "));
  }

  private String callee(Callee callee) {
    return "%s (%s online%s%s)"
        .formatted(
            names.name(callee.getUser().getId()),
            SchemaText.count(callee.getDevicesCount(), "device"),
            callee.getBlocksCaller() ? ", blocks the caller" : "",
            callee.getInCall() ? ", in another call" : "");
  }

  private String offline(DeviceDisconnected gone) {
    String device = names.device(gone.getUserId(), gone.getDeviceId());
    if (gone.getAbrupt()) {
      return device + " went offline, since its gateway died";
    }
    if (gone.getPageClosed()) {
      return device + " went offline, since its page was closed or reloaded";
    }
    return gone.getLossUnconfirmed()
        ? device + " went offline before it learned that it may have missed messages"
        : device + " went offline";
  }

  private static String message(SignalingMessage message) {
    String words = SchemaText.words(message.getBodyCase());
    if (MessageCatalogue.isSignal(message)) {
      return "sends " + words + " (through the log)";
    }
    return switch (message.getBodyCase()) {
      case DECLINE_CALL ->
          message.getDeclineCall().getReason() == DeclineReason.DECLINE_REASON_BUSY
              ? words + ": busy"
              : words;
      case END_CALL -> message.getEndCall().getForEveryone() ? "ends the call for everyone" : words;
      case TRANSFER_CALL ->
          "%s to \"%s\""
              .formatted(words, Console.printable(message.getTransferCall().getToDeviceId()));
      case MEDIA_STATE -> MediaDescriber.text(message.getMediaState());
      default -> words;
    };
  }

  private String deadline(DeadlineReached deadline) {
    var who = names.name(deadline.getUserId());
    return switch (deadline.getKind()) {
      case DEADLINE_KIND_RING -> "nobody answered in time";
      case DEADLINE_KIND_UNREACHABLE -> "no device of " + who + " came back to ring";
      case DEADLINE_KIND_RECONNECT -> who + " did not reconnect in time";
      case DEADLINE_KIND_TRANSFER -> "the hand-off of " + who + " timed out";
      case DEADLINE_KIND_TOPOLOGY ->
          "few participants have been left for a while: the call leaves the SFU";
      case DEADLINE_KIND_PAGE_CLOSED -> "the caller closed the page and did not come back";
      case DEADLINE_KIND_ROOM -> "no media-service has answered the request for a room";
      case DEADLINE_KIND_FORGET -> "the ended call may be forgotten";
      case DEADLINE_KIND_RECALL -> "what was sent to an earlier connection of " + who + " is lost";
      case DEADLINE_KIND_UNSPECIFIED, UNRECOGNIZED -> "unknown to this program";
    };
  }
}
