package dev.visavis.call.domain;

import dev.visavis.call.domain.CallEvent.CallConnected;
import dev.visavis.call.domain.CallEvent.CallEnded;
import dev.visavis.call.domain.CallEvent.CallInitiated;
import dev.visavis.call.domain.CallEvent.CallWaitingNoticed;
import dev.visavis.call.domain.CallEvent.CallerBlocked;
import dev.visavis.call.domain.CallEvent.DeviceEnded;
import dev.visavis.call.domain.CallEvent.DeviceGone;
import dev.visavis.call.domain.CallEvent.DeviceRinging;
import dev.visavis.call.domain.CallEvent.DeviceSeen;
import dev.visavis.call.domain.CallEvent.HandOffAnswered;
import dev.visavis.call.domain.CallEvent.HandOffDropped;
import dev.visavis.call.domain.CallEvent.HandOffStarted;
import dev.visavis.call.domain.CallEvent.KeptDelivered;
import dev.visavis.call.domain.CallEvent.MediaStateChanged;
import dev.visavis.call.domain.CallEvent.ParcelKept;
import dev.visavis.call.domain.CallEvent.ParcelReturned;
import dev.visavis.call.domain.CallEvent.ParticipantDeclined;
import dev.visavis.call.domain.CallEvent.ParticipantJoined;
import dev.visavis.call.domain.CallEvent.ParticipantLeft;
import dev.visavis.call.domain.CallEvent.ParticipantMissed;
import dev.visavis.call.domain.CallEvent.ParticipantMoved;
import dev.visavis.call.domain.CallEvent.ParticipantReconnecting;
import dev.visavis.call.domain.CallEvent.ParticipantRenamed;
import dev.visavis.call.domain.CallEvent.ParticipantsInvited;
import dev.visavis.call.domain.CallEvent.RecallEnded;
import dev.visavis.call.domain.CallEvent.RecallProlonged;
import dev.visavis.call.domain.CallEvent.RecallStarted;
import dev.visavis.call.domain.CallEvent.SignalRelayed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What an event makes of a call.
public final class Evolution {
  private Evolution() {}

  /// All that one command brought about: one version, however many facts.
  public static Call evolve(Call call, List<CallEvent> events) {
    Call evolved = call;
    boolean seen = false;
    for (CallEvent event : events) {
      evolved = evolve(evolved, event);
      seen |= event.isSeen();
    }
    return seen ? evolved.edit(draft -> draft.version++) : evolved;
  }

  public static Call evolve(Call call, CallEvent event) {
    return switch (event) {
      case CallInitiated e -> initiated(call, e);
      case ParticipantsInvited e -> invited(call, e);
      case CallConnected e -> connected(call, e);
      case CallEnded e -> ended(call, e);
      case ParticipantJoined e ->
          change(call, e.userId(), p -> joined(p, e.at(), e.deviceId(), call.type()));
      case ParticipantReconnecting e ->
          change(call, e.userId(), p -> reconnecting(p, e.until(), e.loss()));
      case ParticipantLeft e ->
          change(call, e.userId(), p -> left(p, e.at(), ParticipantState.LEFT));
      case ParticipantDeclined e ->
          change(call, e.userId(), p -> p.leaveTo(ParticipantState.DECLINED));
      case ParticipantMissed e -> change(call, e.userId(), p -> p.leaveTo(ParticipantState.MISSED));
      case CallerBlocked e -> change(call, e.userId(), Evolution::callerBlocked);
      case ParticipantRenamed e -> change(call, e.user().id(), p -> p.user = e.user());
      case ParticipantMoved e -> change(call, e.userId(), p -> moved(p, e.toDeviceId()));
      case MediaStateChanged e -> change(call, e.userId(), p -> p.media = e.media());
      case DeviceRinging e ->
          change(call, e.userId(), p -> p.change(e.deviceId(), Device::alerting));
      case DeviceSeen e -> change(call, e.route().userId(), p -> p.see(e.route()));
      case DeviceEnded e ->
          change(call, e.userId(), p -> p.change(e.deviceId(), device -> device.ended(e.end())));
      case DeviceGone e -> change(call, e.userId(), p -> gone(p, e.deviceId(), e.unreachableAt()));
      case CallWaitingNoticed e -> change(call, e.userId(), p -> p.callWaiting = e.inCall());
      case SignalRelayed e -> relayed(call, e);
      case ParcelKept e -> change(call, e.userId(), p -> p.kept = p.kept.plus(e.parcel()));
      case ParcelReturned e ->
          change(call, e.userId(), p -> p.kept = p.kept.plusReturned(e.parcel()));
      case KeptDelivered e -> change(call, e.userId(), p -> p.kept = Kept.NOTHING);
      case RecallStarted e ->
          change(
              call,
              e.userId(),
              p -> recall(p, Recall.of(e.former().connectionId(), e.until()), e.loss()));
      case RecallProlonged e -> change(call, e.userId(), p -> prolong(p, e.until()));
      case RecallEnded e -> change(call, e.userId(), p -> recalled(p, e.loss()));
      case HandOffStarted e -> change(call, e.userId(), p -> handOff(p, e.handOff()));
      case HandOffAnswered e -> change(call, e.userId(), p -> handOffAnswered(p, e.until()));
      case HandOffDropped e -> change(call, e.userId(), Evolution::handOffDropped);
    };
  }

  private static Call change(Call call, String userId, Consumer<ParticipantDraft> change) {
    return call.edit(draft -> draft.change(userId, change));
  }

  private static Call initiated(Call call, CallInitiated event) {
    List<Participant> participants = new ArrayList<>();
    participants.add(initiator(event));
    for (Callee callee : event.invited()) {
      participants.add(ringing(callee, event.initiator().id(), event.ringUntil()));
    }
    return new Call(
        call.id(),
        call.version(),
        event.kind(),
        event.type(),
        CallState.RINGING,
        event.initiator().id(),
        event.idempotencyKey(),
        event.at(),
        null,
        null,
        participants);
  }

  private static Participant initiator(CallInitiated event) {
    List<Device> devices = new ArrayList<>();
    devices.add(Device.unrung(event.device()));
    event.otherDevices().forEach(route -> devices.add(Device.unrung(route)));
    return new Participant(
        event.initiator(),
        ParticipantState.JOINED,
        false,
        false,
        Media.onJoining(event.type()),
        event.at(),
        null,
        null,
        null,
        Seat.of(event.device().deviceId()),
        devices,
        Kept.NOTHING,
        null);
  }

  private static Participant ringing(Callee callee, String rungBy, Instant until) {
    return new Participant(
        callee.user(),
        ParticipantState.RINGING,
        callee.blocksCaller(),
        callee.inCall(),
        Media.NONE,
        null,
        null,
        until,
        null,
        null,
        callee.devices().stream()
            .limit(ParticipantDraft.MAX_DEVICES)
            .map(route -> callee.blocksCaller() ? Device.unrung(route) : Device.rung(route))
            .toList(),
        Kept.NOTHING,
        rungBy);
  }

  private static Call invited(Call call, ParticipantsInvited event) {
    return call.edit(
        draft -> {
          draft.kind = CallKind.GROUP;
          for (Callee callee : event.invited()) {
            draft.replaceOrAdd(ringing(callee, event.byUserId(), event.ringUntil()));
          }
        });
  }

  private static Call connected(Call call, CallConnected event) {
    return call.edit(
        draft -> {
          draft.state = CallState.CONNECTED;
          draft.connectedAt = event.at();
        });
  }

  private static Call ended(Call call, CallEnded event) {
    return call.edit(
        draft -> {
          draft.state = event.state();
          draft.ending =
              new Ending(event.at(), event.reason(), event.continuesAs(), event.forgetAt());
          draft.participants.replaceAll(p -> p.edit(change -> over(change, event.at())));
        });
  }

  private static void over(ParticipantDraft p, Instant at) {
    switch (p.state) {
      case RINGING -> p.leaveTo(ParticipantState.MISSED);
      case JOINED, RECONNECTING -> left(p, at, ParticipantState.LEFT);
      case LEFT, DECLINED, MISSED -> {}
    }
  }

  private static void left(ParticipantDraft p, Instant at, ParticipantState state) {
    p.leaveTo(state);
    p.leftAt = at;
  }

  private static void joined(ParticipantDraft p, Instant at, String deviceId, CallType type) {
    if (p.state == ParticipantState.RECONNECTING && p.seat != null) {
      p.seat = p.seat.back();
    } else {
      p.seat = Seat.of(deviceId);
      p.joinedAt = at;
      p.media = Media.onJoining(type);
    }
    p.state = ParticipantState.JOINED;
    p.leftAt = null;
    p.ringUntil = null;
    p.unreachableAt = null;
  }

  private static void reconnecting(ParticipantDraft p, Instant until, Loss loss) {
    p.state = ParticipantState.RECONNECTING;
    p.seat = p.seat == null ? null : p.seat.away(until, loss);
  }

  private static void moved(ParticipantDraft p, String toDeviceId) {
    p.state = ParticipantState.JOINED;
    p.seat = Seat.of(toDeviceId);
  }

  /// As one who has blocked the caller all along: nobody sees more than an unanswered call.
  private static void callerBlocked(ParticipantDraft p) {
    p.hidden = true;
    p.unreachableAt = null;
  }

  private static void gone(ParticipantDraft p, String deviceId, @Nullable Instant unreachableAt) {
    p.change(deviceId, Device::gone);
    p.unreachableAt = unreachableAt;
  }

  private static void recall(ParticipantDraft p, Recall recall, Loss loss) {
    p.seat = p.seat == null ? null : p.seat.recalling(recall, loss);
  }

  private static void recalled(ParticipantDraft p, Loss loss) {
    p.seat = p.seat == null ? null : p.seat.recalled(loss);
  }

  private static void prolong(ParticipantDraft p, Instant until) {
    Recall recall = p.seat == null ? null : p.seat.recall();
    if (p.seat != null && recall != null) {
      p.seat = p.seat.recalling(recall.until(until), Loss.NONE);
    }
  }

  private static void handOff(ParticipantDraft p, @Nullable HandOff handOff) {
    p.seat = p.seat == null ? null : p.seat.with(handOff);
  }

  /// The new device negotiates anew, directly as soon as the others know of it: what was kept for
  /// the old one is of no use to it, and would come behind what is said from now on.
  private static void handOffAnswered(ParticipantDraft p, Instant until) {
    HandOff handOff = p.seat == null ? null : p.seat.handOff();
    if (p.seat != null && handOff != null) {
      Seat answered = p.seat.with(handOff.answeredUntil(until));
      p.seat = p.kept.isEmpty() ? answered : answered.lost();
      p.kept = Kept.NOTHING;
    }
  }

  /// What was kept since the new device answered was meant for its negotiation.
  private static void handOffDropped(ParticipantDraft p) {
    HandOff handOff = p.seat == null ? null : p.seat.handOff();
    if (handOff != null && handOff.answered()) {
      p.kept = Kept.NOTHING;
    }
    handOff(p, null);
  }

  private static Call relayed(Call call, SignalRelayed event) {
    return event.kept()
        ? change(call, event.toUserId(), p -> p.kept = p.kept.plus(event.parcel()))
        : call;
  }
}
