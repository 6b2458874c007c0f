package dev.visavis.call.domain;

import dev.visavis.call.domain.CallCommand.AnswerCall;
import dev.visavis.call.domain.CallCommand.ByDevice;
import dev.visavis.call.domain.CallCommand.DeviceConnected;
import dev.visavis.call.domain.CallCommand.JoinCall;
import dev.visavis.call.domain.CallCommand.MediaState;
import dev.visavis.call.domain.CallCommand.PlaceCall;
import dev.visavis.call.domain.CallCommand.RelayBarrier;
import dev.visavis.call.domain.CallCommand.Sync;
import dev.visavis.call.domain.CallCommand.TransferCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is told what, and in which order: read off what was before and what is after.
///
/// Whoever asked is answered first; then devices stop ringing, then others start; then what was
/// said is passed on, and everybody in the call sees how it stands.
public final class Notices {
  private final Call before;
  private final List<CallEvent> events;
  private final Call after;
  private final CallCommand command;
  private final @Nullable Route sender;
  private final List<Notice> notices = new ArrayList<>();

  private Notices(Call before, List<CallEvent> events, Call after, CallCommand command) {
    this.before = before;
    this.events = events;
    this.after = after;
    this.command = command;
    this.sender = command instanceof ByDevice asked ? asked.sender().route() : null;
  }

  /// Of a command that was accepted; `after` is what `events` made of `before`.
  public static List<Notice> of(
      Call before, List<CallEvent> events, Call after, CallCommand command) {
    Notices notices = new Notices(before, events, after, command);
    notices.register();
    notices.initiated();
    notices.tell(Endings.of(notices.known(), after, events, command));
    notices.tell(Rings.of(before, after, command.at()));
    notices.tell(Said.inAdvance(before, after, events));
    notices.callStates();
    notices.tell(Said.of(after, events));
    notices.tell(Elsewhere.of(before, after));
    notices.barrier();
    notices.recalls();
    return notices.notices;
  }

  /// Of a command that was refused.
  public static List<Notice> ofRefusal(Call call, CallCommand command, Rejection reason) {
    List<Notice> notices = new ArrayList<>();
    if (command instanceof ByDevice asked && reason != Rejection.STALE) {
      Route to = asked.sender().route();
      notices.add(new Notice(to, new Message.Refused(reason), true));
      if (command instanceof AnswerCall && losesUntold(call, asked.sender())) {
        notices.add(
            new Notice(
                to,
                new Message.CallEnded(EndReason.ANSWERED_ELSEWHERE, command.at(), null, null),
                false));
      }
    }
    return notices;
  }

  /// A device that was rung heard `answered_elsewhere` when the winner won; one that this call did
  /// not know of hears it now.
  private static boolean losesUntold(Call call, Sender sender) {
    Participant participant = call.participant(sender.userId());
    boolean unanswered = call.state() == CallState.RINGING;
    if (unanswered
        || participant == null
        || !participant.isIn()
        || participant.isSeated(sender.deviceId())) {
      return false;
    }
    Device device = participant.device(sender.deviceId());
    return device == null || device.rungOn() == null;
  }

  /// Of a call that has just been placed, what it was before its callees were looked at.
  private Call known() {
    return before.state() == CallState.NONE && !events.isEmpty()
        ? Evolution.evolve(before, events.getFirst())
        : before;
  }

  private void tell(List<Notice> more) {
    for (Notice notice : more) {
      add(notice.to(), notice.message());
    }
  }

  private void add(Route to, Message message) {
    boolean reply =
        sender != null
            && sender.userId().equals(to.userId())
            && sender.deviceId().equals(to.deviceId());
    notices.add(new Notice(to, message, reply));
  }

  private void register() {
    if (command instanceof DeviceConnected connected) {
      add(connected.route(), Views.registered(before, after, connected.route()));
    }
  }

  /// Behind all that was said to its user before; where nobody is, all of that has been kept.
  private void barrier() {
    if (!(command instanceof RelayBarrier barrier) || isRecall(barrier)) {
      return;
    }
    Participant target = after.participant(barrier.toUserId());
    Device device = target == null ? null : target.reachableBeside(barrier.returnedFrom());
    if (device == null) {
      add(barrier.from(), new Message.RelayOpened(barrier.id()));
    } else {
      add(
          device.route(),
          new Message.RelayBarrier(barrier.id(), barrier.toUserId(), barrier.from()));
    }
  }

  private boolean isRecall(RelayBarrier barrier) {
    Participant target = before.participant(barrier.toUserId());
    return target != null && target.recalls(barrier.id());
  }

  /// The way that earlier messages took, and back.
  private void recalls() {
    for (CallEvent event : events) {
      if (event instanceof CallEvent.RecallStarted started) {
        Route former = started.former();
        String id = Recall.of(former.connectionId(), started.until()).barrierId();
        add(former, new Message.RelayBarrier(id, started.userId(), former));
      }
    }
  }

  private void initiated() {
    if (command instanceof PlaceCall place) {
      boolean duplicate = before.state() != CallState.NONE;
      int ringing =
          duplicate
              ? Views.ringingDevices(after)
              : place.callees().stream().mapToInt(callee -> callee.devices().size()).sum();
      add(
          place.sender().route(),
          new Message.CallInitiated(after.state(), ringing, duplicate, after.idempotencyKey()));
    }
  }

  private void callStates() {
    boolean changed = events.stream().anyMatch(event -> event instanceof CallEvent.Fact);
    if (changed || Views.aPeerMoved(before, after)) {
      for (Participant participant : after.thoseIn()) {
        for (Device device : participant.devices()) {
          if (device.online() && participant.isSeated(device.id())) {
            add(device.route(), Views.stateFor(after, participant, device.id()));
          }
        }
      }
    }
    if (sender != null && asksForState() && isUnanswered()) {
      Participant participant = after.participant(sender.userId());
      if (participant != null) {
        add(sender, Views.stateFor(after, participant, sender.deviceId()));
      }
    }
  }

  private boolean asksForState() {
    return command instanceof Sync
        || command instanceof AnswerCall
        || command instanceof JoinCall
        || command instanceof MediaState
        || command instanceof TransferCall;
  }

  private boolean isUnanswered() {
    return notices.stream().noneMatch(Notice::reply);
  }
}
