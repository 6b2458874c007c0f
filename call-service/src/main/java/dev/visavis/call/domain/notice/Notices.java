package dev.visavis.call.domain.notice;

import dev.visavis.call.domain.decision.CallCommand;
import dev.visavis.call.domain.decision.CallCommand.AnswerCall;
import dev.visavis.call.domain.decision.CallCommand.DeclineCall;
import dev.visavis.call.domain.decision.CallCommand.DeviceCommand;
import dev.visavis.call.domain.decision.CallCommand.DeviceConnected;
import dev.visavis.call.domain.decision.CallCommand.InitiateCall;
import dev.visavis.call.domain.decision.CallCommand.InvitePeople;
import dev.visavis.call.domain.decision.CallCommand.JoinCall;
import dev.visavis.call.domain.decision.CallCommand.MediaState;
import dev.visavis.call.domain.decision.CallCommand.RelayBarrier;
import dev.visavis.call.domain.decision.CallCommand.RelaySignal;
import dev.visavis.call.domain.decision.CallCommand.Ringing;
import dev.visavis.call.domain.decision.CallCommand.Sync;
import dev.visavis.call.domain.decision.CallCommand.TransferCall;
import dev.visavis.call.domain.decision.DeviceEndDecider;
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.CallEvent;
import dev.visavis.call.domain.state.Device;
import dev.visavis.call.domain.state.DeviceEnd;
import dev.visavis.call.domain.state.Ending;
import dev.visavis.call.domain.state.HandOff;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.state.Reclaim;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.DeviceRole;
import dev.visavis.call.domain.value.EndReason;
import dev.visavis.call.domain.value.Rejection;
import dev.visavis.call.domain.value.Route;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Derives the messages to devices, and their order, from the call before and after a command.
///
/// The sender gets its reply first; then devices stop ringing, then others start; then signals are
/// relayed, and everybody in the call gets its state.
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
    this.sender = command instanceof DeviceCommand asked ? asked.sender().route() : null;
  }

  /// For an accepted command; `after` is `before` with the `events` applied.
  public static List<Notice> of(
      Call before, List<CallEvent> events, Call after, CallCommand command) {
    Notices notices = new Notices(before, events, after, command);
    notices.register();
    notices.initiated();
    notices.endings();
    notices.tell(RingNotices.of(before, after, command.at()));
    notices.tell(RelayNotices.beforeState(before, after, events));
    notices.callStates();
    notices.tell(RelayNotices.of(after, events));
    notices.tell(CallElsewhereNotices.of(before, after));
    notices.handOffs();
    notices.endedBefore();
    notices.barrier();
    notices.reclaimEnds();
    return notices.notices;
  }

  /// For a rejected command.
  public static List<Notice> ofRejection(Call call, CallCommand command, Rejection reason) {
    List<Notice> notices = new ArrayList<>();
    if (command instanceof DeviceCommand asked && reason != Rejection.STALE) {
      Route to = asked.sender().route();
      String explanation = explanation(call, asked, reason);
      notices.add(new Notice(to, new Message.ErrorReply(reason, explanation), true));
      DeviceEnd end = endBehindRejection(call, asked, reason);
      if (end != null) {
        notices.add(new Notice(to, ended(call, end), false));
      }
    }
    return notices;
  }

  private static String explanation(Call call, DeviceCommand asked, Rejection reason) {
    return reason == Rejection.STALE_ROOM && asked instanceof RelaySignal signal
        ? "payload.generation: is %d, but the room on the SFU has generation %d"
            .formatted(signal.generation(), call.room().generation())
        : reason.explanation();
  }

  /// A device that acts as if it were joined or ringing may not have received the end.
  private static @Nullable DeviceEnd endBehindRejection(
      Call call, DeviceCommand asked, Rejection reason) {
    String deviceId = asked.sender().deviceId();
    Participant participant = call.participant(asked.sender().userId());
    if (participant == null || participant.isUnaware() || asked instanceof InitiateCall) {
      return null;
    }
    if (hasEndedFor(call, participant)) {
      return DeviceEndDecider.repeated(call, participant, deviceId, asked.at());
    }
    Device device = participant.device(deviceId);
    DeviceEnd told = device == null ? null : device.end();
    if (asked instanceof AnswerCall) {
      boolean loses = reason == Rejection.CALL_UNAVAILABLE && told == null;
      return loses ? new DeviceEnd(EndReason.ANSWERED_ELSEWHERE, asked.at(), null) : null;
    }
    boolean wasIn = told != null && told.reason() == EndReason.TRANSFERRED;
    return wasIn && participant.role(deviceId) == DeviceRole.OBSERVER ? told : null;
  }

  private static boolean hasEndedFor(Call call, Participant participant) {
    return call.state().isFinal() || participant.isOut() || participant.blocksCaller();
  }

  private static Message.CallEnded ended(Call call, DeviceEnd end) {
    Ending ending = call.ending();
    return new Message.CallEnded(
        end.reason(), end.at(), end.talked(), ending == null ? null : ending.continuesAs());
  }

  private void endings() {
    for (CallEvent event : events) {
      if (event instanceof CallEvent.DeviceEnded e) {
        Participant participant = after.participant(e.userId());
        Device device = participant == null ? null : participant.device(e.deviceId());
        if (device != null && device.online()) {
          add(device.route(), ended(after, e.end()));
        }
      }
    }
  }

  /// To the source of a hand-off that failed, unless the source itself aborted it.
  private void handOffs() {
    for (CallEvent event : events) {
      if (event instanceof CallEvent.HandOffAborted e) {
        Participant then = before.participant(e.userId());
        Participant now = after.participant(e.userId());
        HandOff handOff = then == null ? null : then.handOff();
        Device device = now == null ? null : now.reachableDevice();
        if (handOff != null && handOff.isRinging() && device != null && !isSender(device.route())) {
          add(device.route(), new Message.TransferEnded(e.deviceId(), e.reason()));
        }
      }
    }
  }

  /// A device that asks about a call that has ended for its user, or ends it again, gets its end
  /// again.
  private void endedBefore() {
    Participant participant = sender == null ? null : after.participant(sender.userId());
    if (sender == null || participant == null || participant.isUnaware()) {
      return;
    }
    boolean mayJoinAgain =
        command instanceof Sync && after.state().isLive() && !participant.blocksCaller();
    if (hasEndedFor(after, participant) && !mayJoinAgain && !hearsEnd(sender)) {
      DeviceEnd end =
          DeviceEndDecider.repeated(after, participant, sender.deviceId(), command.at());
      add(sender, ended(after, end));
    }
  }

  private boolean hearsEnd(Route device) {
    return notices.stream()
        .anyMatch(
            notice ->
                notice.message() instanceof Message.CallEnded
                    && notice.to().userId().equals(device.userId())
                    && notice.to().deviceId().equals(device.deviceId()));
  }

  private void tell(List<Notice> more) {
    for (Notice notice : more) {
      add(notice.to(), notice.message());
    }
  }

  private void add(Route to, Message message) {
    notices.add(new Notice(to, message, isSender(to)));
  }

  private boolean isSender(Route to) {
    return sender != null
        && sender.userId().equals(to.userId())
        && sender.deviceId().equals(to.deviceId());
  }

  private void register() {
    if (command instanceof DeviceConnected connected
        && !CallStateMessages.isReclaiming(after, connected.route())) {
      add(connected.route(), CallStateMessages.registered(before, after, connected.route()));
    }
    boolean complete = command instanceof RelayBarrier;
    for (Route route : CallStateMessages.afterReclaim(before, after)) {
      add(route, CallStateMessages.afterReclaim(before, after, route, complete));
    }
  }

  /// Sent after everything already sent to that user. If the user has no connection, everything is
  /// in the mailbox, so the path opens at once.
  private void barrier() {
    if (!(command instanceof RelayBarrier barrier) || isReclaimBarrier(barrier)) {
      return;
    }
    Participant target = after.participant(barrier.toUserId());
    Device device =
        target == null ? null : target.reachableDeviceExcept(barrier.returnedFromConnectionId());
    if (device == null) {
      add(barrier.from(), new Message.RelayOpened(barrier.id()));
    } else {
      add(
          device.route(),
          new Message.RelayBarrier(barrier.id(), barrier.toUserId(), barrier.from()));
    }
  }

  private boolean isReclaimBarrier(RelayBarrier barrier) {
    Participant target = before.participant(barrier.toUserId());
    return target != null && target.isReclaimBarrier(barrier.id());
  }

  /// A reclaim barrier takes the path of the earlier messages, and comes back.
  private void reclaimEnds() {
    for (CallEvent event : events) {
      if (event instanceof CallEvent.ReclaimStarted started) {
        Route former = started.previousRoute();
        String id = Reclaim.of(former.connectionId(), started.until()).barrierId();
        add(former, new Message.RelayBarrier(id, started.userId(), former));
      }
    }
  }

  private void initiated() {
    if (command instanceof InitiateCall place) {
      boolean duplicate = before.state() != CallState.NONE;
      int ringing =
          duplicate
              ? CallStateMessages.ringingDevices(after)
              : place.callees().stream().mapToInt(callee -> callee.devices().size()).sum();
      add(
          place.sender().route(),
          new Message.CallInitiated(after.state(), ringing, duplicate, place.idempotencyKey()));
    }
  }

  private void callStates() {
    boolean changed = events.stream().anyMatch(CallEvent::raisesVersion);
    if (changed || CallStateMessages.peerRouteChanged(before, after)) {
      for (Participant participant : after.participantsInCall()) {
        for (Device device : participant.devices()) {
          if (device.online() && participant.isJoinedOn(device.id()) && !isHeld(device)) {
            boolean news =
                changed
                    || isNewIn(participant, device)
                    || isReplyTo(device.route())
                    || hasNewRoute(participant, device);
            add(device.route(), stateOrPeers(participant, device.id(), news));
          }
        }
      }
    }
    if (sender != null && isUnanswered()) {
      Participant participant = after.participant(sender.userId());
      if (participant != null
          && !participant.blocksCaller()
          && (asksForState() || abandonsPull(participant))) {
        add(sender, CallStateMessages.stateFor(after, participant, sender.deviceId()));
      }
    }
  }

  /// Only the gateways need the new routes; the device has received this state before.
  private Message stateOrPeers(Participant participant, String deviceId, boolean news) {
    Message.CallStateUpdate state = CallStateMessages.stateFor(after, participant, deviceId);
    return news ? state : new Message.PeersUpdate(state);
  }

  /// Its `registered` waits for the end of the reclaim, and this state follows it.
  private boolean isHeld(Device device) {
    return CallStateMessages.isReclaiming(after, device.route()) && !isReplyTo(device.route());
  }

  private boolean isNewIn(Participant participant, Device device) {
    Participant then = before.participant(participant.userId());
    return then == null || !then.isJoinedOn(device.id());
  }

  /// Its `registered` may have been sent before the call knew its new connection.
  private boolean hasNewRoute(Participant participant, Device device) {
    return device.equals(participant.reachableDevice())
        && CallStateMessages.hasNewRoute(before, participant);
  }

  private boolean isReplyTo(Route to) {
    return asksForState() && isSender(to);
  }

  private boolean asksForState() {
    return command instanceof Sync
        || command instanceof Ringing
        || command instanceof InvitePeople
        || command instanceof AnswerCall
        || command instanceof JoinCall
        || command instanceof MediaState
        || command instanceof TransferCall;
  }

  /// No device rang, so no end is sent.
  private boolean abandonsPull(Participant participant) {
    return command instanceof DeclineCall && participant.isInCall();
  }

  private boolean isUnanswered() {
    return notices.stream().noneMatch(Notice::reply);
  }
}
