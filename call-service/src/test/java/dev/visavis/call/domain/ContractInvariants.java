package dev.visavis.call.domain;

import dev.visavis.call.domain.decision.CallCommand;
import dev.visavis.call.domain.notice.Notice;
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.CallEvent;
import dev.visavis.call.domain.state.Device;
import dev.visavis.call.domain.state.Ending;
import dev.visavis.call.domain.state.HandOff;
import dev.visavis.call.domain.state.Invariants;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.state.ParticipantState;
import dev.visavis.call.domain.state.Room;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.InvariantViolationException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The guarantees that hold in every race (docs/protocol.md, "Guarantees"), one method for each.
final class ContractInvariants {
  private final List<String> acts;
  private final Call before;
  private final CallCommand command;
  private final List<CallEvent> events;
  private final Call after;
  private final PerceivedState perceived;
  private final List<Notice> notices;

  private ContractInvariants(
      List<String> acts,
      Call before,
      CallCommand command,
      List<CallEvent> events,
      Call after,
      PerceivedState perceived,
      List<Notice> notices) {
    this.acts = acts;
    this.before = before;
    this.command = command;
    this.events = events;
    this.after = after;
    this.perceived = perceived.and(notices);
    this.notices = notices;
  }

  static void check(
      List<String> acts,
      Call before,
      CallCommand command,
      List<CallEvent> events,
      Call after,
      PerceivedState perceived,
      List<Notice> notices) {
    ContractInvariants invariants =
        new ContractInvariants(acts, before, command, events, after, perceived, notices);
    invariants.everyCallIsInOrder();
    invariants.onlyKnownTransitions();
    invariants.endedIsFinal();
    invariants.versionsWithoutGaps();
    invariants.oneWinnerPerCallee();
    invariants.nobodyRingsAfterTheEnd();
    invariants.ringingDevicesKnowIt();
    invariants.joinedDevicesKnowIt();
    invariants.noConnectionIsRungTwice();
    invariants.somethingAlwaysEndsACall();
    invariants.whatIsGoneIsNotSpokenTo();
    invariants.everyCommandIsAnswered();
    invariants.aRoomIsNeverAnEarlierOne();
    invariants.whoIsInKnowsTheRoom();
  }

  private void everyCallIsInOrder() {
    try {
      Invariants.check(after);
    } catch (InvariantViolationException e) {
      throw new AssertionError("after " + acts, e);
    }
  }

  private void onlyKnownTransitions() {
    Map<CallState, Set<CallState>> arrows =
        Map.of(
            CallState.NONE, Set.of(CallState.RINGING, CallState.MISSED),
            CallState.RINGING,
                Set.of(
                    CallState.CONNECTED, CallState.MISSED, CallState.DECLINED, CallState.CANCELLED),
            CallState.CONNECTED, Set.of(CallState.ENDED),
            CallState.ENDED, Set.of(CallState.NONE),
            CallState.MISSED, Set.of(CallState.NONE),
            CallState.DECLINED, Set.of(CallState.NONE),
            CallState.CANCELLED, Set.of(CallState.NONE));
    promise(
        before.state() == after.state()
            || arrows.getOrDefault(before.state(), Set.of()).contains(after.state()),
        "no arrow " + before.state() + " -> " + after.state());
  }

  private void endedIsFinal() {
    boolean forgotten = after.state() == CallState.NONE;
    promise(
        !before.state().isFinal() || forgotten || after.equals(before), "an ended call changed");
  }

  private void versionsWithoutGaps() {
    boolean facts = events.stream().anyMatch(CallEvent::raisesVersion);
    boolean forgotten = after.state() == CallState.NONE;
    promise(
        forgotten || after.version() == before.version() + (facts ? 1 : 0),
        "version " + before.version() + " -> " + after.version());
  }

  /// At most one device of a user is in the call; during a hand-off, also the new device.
  private void oneWinnerPerCallee() {
    for (Participant participant : after.participants()) {
      long in =
          perceived.in().stream()
              .filter(device -> People.user(device).equals(participant.userId()))
              .filter(device -> isOnline(participant, device))
              .count();
      HandOff handOff = participant.handOff();
      boolean settling = handOff != null && handOff.isAnswered();
      promise(in <= (settling ? 2 : 1), participant.userId() + " has joined on " + in + " devices");
    }
  }

  private static boolean isOnline(Participant participant, String deviceId) {
    Device device = participant.device(deviceId);
    return device != null && device.online();
  }

  private void nobodyRingsAfterTheEnd() {
    if (after.state().isFinal()) {
      for (Participant participant : after.participants()) {
        for (Device device : participant.devices()) {
          promise(
              !device.online() || !perceived.ringing().contains(device.id()),
              device.id() + " still rings");
          promise(
              !device.online() || !perceived.in().contains(device.id()), device.id() + " stays in");
        }
      }
    }
  }

  private void ringingDevicesKnowIt() {
    for (Participant participant : after.participants()) {
      for (Device device : participant.devices()) {
        boolean rings = participant.isRingingOn(device.id()) && device.online();
        boolean believes = perceived.ringing().contains(device.id());
        promise(
            !device.online() || rings == believes,
            device.id() + (rings ? " does not know that it rings" : " rings without a reason"));
      }
    }
  }

  private void joinedDevicesKnowIt() {
    for (Participant participant : after.participants()) {
      for (Device device : participant.devices()) {
        boolean in = participant.isJoinedOn(device.id());
        promise(
            !device.online() || in == perceived.in().contains(device.id()),
            device.id() + (in ? " does not know that it is in" : " believes to be in"));
      }
    }
  }

  private void noConnectionIsRungTwice() {
    Set<String> rung = new HashSet<>();
    for (Notice notice : notices) {
      if (notice.message() instanceof Message.Ring) {
        promise(rung.add(notice.to().connectionId()), "rung twice: " + notice.to().connectionId());
      }
    }
  }

  private void somethingAlwaysEndsACall() {
    boolean waits =
        after.participants().stream()
            .anyMatch(p -> p.isRinging() || p.state() instanceof ParticipantState.Reconnecting);
    promise(!waits || !after.deadlines().isEmpty(), "no deadline will end this call");
    Ending ending = after.ending();
    boolean isForgotten = ending != null && ending.forgetAt().isAfter(ending.at());
    promise(!after.state().isFinal() || isForgotten, "this call will never be forgotten");
  }

  private void whatIsGoneIsNotSpokenTo() {
    for (Notice notice : notices) {
      if (notice.message() instanceof Message.RelayedToSfu) {
        Room.Assigned room = after.room().assigned();
        promise(
            room != null && room.route().equals(notice.to()), "a room that is gone is spoken to");
        continue;
      }
      Participant participant = after.participant(notice.to().userId());
      Device device = participant == null ? null : participant.device(notice.to().deviceId());
      promise(
          notice.reply()
              || notice.message() instanceof Message.RegisteredCall
              || notice.message() instanceof Message.CallEnded
              || (device != null && device.online()),
          notice.to().deviceId() + " is offline and yet gets " + notice.message());
    }
  }

  /// Every command gets a reply. A signal gets one only if it is refused.
  private void everyCommandIsAnswered() {
    if (command instanceof CallCommand.DeviceCommand asked
        && !(asked instanceof CallCommand.RelaySignal)) {
      String device = asked.sender().deviceId();
      promise(
          notices.stream().anyMatch(n -> n.reply() && n.to().deviceId().equals(device)),
          device + " gets no reply");
    }
  }

  private void aRoomIsNeverAnEarlierOne() {
    Room.Assigned then = before.room().assigned();
    Room.Assigned now = after.room().assigned();
    promise(
        after.ending() != null || after.room().generation() >= before.room().generation(),
        "the generation of the room goes back");
    promise(
        then == null
            || now == null
            || after.room().generation() > before.room().generation()
            || now.route().equals(then.route()),
        "a generation has two rooms");
  }

  private void whoIsInKnowsTheRoom() {
    boolean changed =
        after.state().isLive()
            && (after.room().generation() != before.room().generation()
                || (after.room().assigned() == null) != (before.room().assigned() == null));
    promise(
        !changed || after.version() > before.version(), "the room has changed without a version");
  }

  private void promise(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what + ", after " + acts + ": " + after);
    }
  }
}
