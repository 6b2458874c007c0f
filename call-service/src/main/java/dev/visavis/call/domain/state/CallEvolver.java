package dev.visavis.call.domain.state;

import dev.visavis.call.domain.state.CallEvent.CallConnected;
import dev.visavis.call.domain.state.CallEvent.CallEnded;
import dev.visavis.call.domain.state.CallEvent.CallInitiated;
import dev.visavis.call.domain.state.CallEvent.CallWaitingChanged;
import dev.visavis.call.domain.state.CallEvent.CallerBlocked;
import dev.visavis.call.domain.state.CallEvent.CallerPageClosed;
import dev.visavis.call.domain.state.CallEvent.DeviceEnded;
import dev.visavis.call.domain.state.CallEvent.DeviceRinging;
import dev.visavis.call.domain.state.CallEvent.DeviceRouteChanged;
import dev.visavis.call.domain.state.CallEvent.DeviceWentOffline;
import dev.visavis.call.domain.state.CallEvent.HandOffAborted;
import dev.visavis.call.domain.state.CallEvent.HandOffAnswered;
import dev.visavis.call.domain.state.CallEvent.HandOffStarted;
import dev.visavis.call.domain.state.CallEvent.MailboxDelivered;
import dev.visavis.call.domain.state.CallEvent.MediaStateChanged;
import dev.visavis.call.domain.state.CallEvent.MessageRestored;
import dev.visavis.call.domain.state.CallEvent.MessageStored;
import dev.visavis.call.domain.state.CallEvent.ParticipantDeclined;
import dev.visavis.call.domain.state.CallEvent.ParticipantJoined;
import dev.visavis.call.domain.state.CallEvent.ParticipantLeft;
import dev.visavis.call.domain.state.CallEvent.ParticipantMissed;
import dev.visavis.call.domain.state.CallEvent.ParticipantMoved;
import dev.visavis.call.domain.state.CallEvent.ParticipantReconnecting;
import dev.visavis.call.domain.state.CallEvent.ParticipantRenamed;
import dev.visavis.call.domain.state.CallEvent.ParticipantsInvited;
import dev.visavis.call.domain.state.CallEvent.ReclaimEnded;
import dev.visavis.call.domain.state.CallEvent.ReclaimExtended;
import dev.visavis.call.domain.state.CallEvent.ReclaimStarted;
import dev.visavis.call.domain.state.CallEvent.RoomAssigned;
import dev.visavis.call.domain.state.CallEvent.RoomLost;
import dev.visavis.call.domain.state.CallEvent.RoomReleaseScheduled;
import dev.visavis.call.domain.state.CallEvent.RoomReleased;
import dev.visavis.call.domain.state.CallEvent.RoomRequested;
import dev.visavis.call.domain.state.CallEvent.SignalRelayed;
import dev.visavis.call.domain.state.CallEvent.SignalSentToSfu;
import dev.visavis.call.domain.state.CallEvent.TopologyChanged;
import dev.visavis.call.domain.state.CallEvent.TopologyDeadlineSet;
import dev.visavis.call.domain.state.ParticipantState.Declined;
import dev.visavis.call.domain.state.ParticipantState.InCall;
import dev.visavis.call.domain.state.ParticipantState.Joined;
import dev.visavis.call.domain.state.ParticipantState.Left;
import dev.visavis.call.domain.state.ParticipantState.Missed;
import dev.visavis.call.domain.state.ParticipantState.Out;
import dev.visavis.call.domain.state.ParticipantState.Reconnecting;
import dev.visavis.call.domain.state.ParticipantState.Ringing;
import dev.visavis.call.domain.value.CallKind;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.CallType;
import dev.visavis.call.domain.value.Callee;
import dev.visavis.call.domain.value.InvariantViolationException;
import dev.visavis.call.domain.value.Media;
import dev.visavis.call.domain.value.MessageLoss;
import dev.visavis.call.domain.value.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Folds events into a call.
public final class CallEvolver {
  private CallEvolver() {}

  /// Folds all events of one command: one new version, however many events are public.
  public static Call evolve(Call call, List<CallEvent> events) {
    Call evolved = call;
    boolean seen = false;
    int published = 0;
    for (CallEvent event : events) {
      evolved = evolve(evolved, event);
      seen |= event.raisesVersion();
      published += event instanceof CallEvent.PublicEvent ? 1 : 0;
    }
    return seen ? nextVersion(evolved, published) : sameVersion(evolved, published);
  }

  private static Call nextVersion(Call call, int published) {
    return call.edit(
        builder -> {
          builder.version++;
          builder.eventsOfVersion = published;
        });
  }

  private static Call sameVersion(Call call, int published) {
    return published == 0 ? call : call.edit(builder -> builder.eventsOfVersion += published);
  }

  public static Call evolve(Call call, CallEvent event) {
    return switch (event) {
      case CallInitiated e -> initiated(call, e);
      case ParticipantsInvited e -> invited(call, e);
      case CallConnected e -> connected(call, e);
      case CallEnded e -> ended(call, e);
      case TopologyChanged e -> topologyChanged(call, e);
      case TopologyDeadlineSet e -> call.edit(builder -> builder.topologyDeadline = e.until());
      case RoomRequested e -> room(call, room -> room.requested(e.generation(), e.until()));
      case RoomAssigned e -> room(call, room -> room.assigned(e.route(), e.mediaServer()));
      case RoomLost e -> room(call, room -> room.lost(e.retryAt()));
      case RoomReleased _ -> room(call, Room::absent);
      case RoomReleaseScheduled e -> room(call, room -> room.releasedAt(e.until()));
      case CallerPageClosed e -> call.edit(builder -> builder.pageClosedDeadline = e.until());
      case ParticipantJoined e -> joined(call, e);
      case ParticipantReconnecting e -> changeInCall(call, e.userId(), in -> reconnecting(in, e));
      case ParticipantLeft e -> changeInCall(call, e.userId(), in -> left(in, e.at()));
      case ParticipantDeclined e -> change(call, e.userId(), p -> p.with(new Declined()));
      case ParticipantMissed e -> change(call, e.userId(), p -> p.with(new Missed()));
      case CallerBlocked e -> change(call, e.userId(), Participant::withCallerBlocked);
      case ParticipantRenamed e -> change(call, e.user().id(), p -> p.with(e.user()));
      case ParticipantMoved e ->
          changeInCall(call, e.userId(), in -> in.joined().on(JoinedDevice.of(e.toDeviceId())));
      case MediaStateChanged e ->
          changeInCall(call, e.userId(), in -> in.with((Joined j) -> j.sending(e.media())));
      case DeviceRinging e ->
          change(call, e.userId(), p -> p.withDevice(e.deviceId(), Device::withAlerted));
      case DeviceRouteChanged e -> change(call, e.route().userId(), p -> p.withRoute(e.route()));
      case DeviceEnded e ->
          change(
              call, e.userId(), p -> p.withDevice(e.deviceId(), device -> device.withEnd(e.end())));
      case DeviceWentOffline e ->
          change(call, e.userId(), p -> p.withOffline(e.deviceId(), e.unreachableDeadline()));
      case CallWaitingChanged e -> change(call, e.userId(), p -> p.withCallWaiting(e.inCall()));
      case SignalRelayed e -> relayed(call, e);
      case SignalSentToSfu _ -> call;
      case MessageStored e -> stored(call, e.userId(), e.message());
      case MessageRestored e -> restored(call, e);
      case MailboxDelivered e -> changeInCall(call, e.userId(), in -> in.with(Mailbox.EMPTY));
      case ReclaimStarted e -> changeInCall(call, e.userId(), in -> reclaimStarted(in, e));
      case ReclaimExtended e ->
          changeInCall(call, e.userId(), in -> reclaimExtended(in, e.until()));
      case ReclaimEnded e -> changeInCall(call, e.userId(), in -> reclaimEnded(in, e.loss()));
      case HandOffStarted e -> changeInCall(call, e.userId(), in -> handOff(in, e.handOff()));
      case HandOffAnswered e ->
          changeInCall(call, e.userId(), in -> handOffAnswered(in, e.until()));
      case HandOffAborted e -> changeInCall(call, e.userId(), CallEvolver::handOffAborted);
    };
  }

  private static Call room(Call call, UnaryOperator<Room> change) {
    return call.edit(builder -> builder.room = change.apply(builder.room));
  }

  private static Call change(Call call, String userId, UnaryOperator<Participant> change) {
    return call.edit(builder -> builder.change(userId, change));
  }

  /// Changes a participant who is in the call.
  ///
  /// @throws InvariantViolationException if the participant is not
  private static Call changeInCall(
      Call call, String userId, Function<InCall, ParticipantState> change) {
    return change(
        call,
        userId,
        participant ->
            switch (participant.state()) {
              case InCall in -> participant.with(change.apply(in));
              case Ringing _, Out _ -> throw misplaced(call, participant);
            });
  }

  private static InvariantViolationException misplaced(Call call, Participant participant) {
    return new InvariantViolationException(
        "call %s: an event that a participant cannot have in this state: %s is %s"
            .formatted(
                call.id(), participant.userId(), participant.state().getClass().getSimpleName()));
  }

  private static Call initiated(Call call, CallInitiated event) {
    List<Participant> participants = new ArrayList<>();
    participants.add(initiator(event));
    for (Callee callee : event.invited()) {
      participants.add(ringing(callee, event.initiator().id(), event.ringDeadline()));
    }
    return new Call(
        call.id(),
        call.version(),
        call.eventsOfVersion(),
        event.kind(),
        event.type(),
        CallState.RINGING,
        event.initiator().id(),
        event.idempotencyKey(),
        event.at(),
        null,
        null,
        Topology.P2P,
        null,
        Room.NONE,
        null,
        participants);
  }

  private static Participant initiator(CallInitiated event) {
    List<Device> devices = new ArrayList<>();
    devices.add(Device.notRinging(event.device()));
    event.otherDevices().forEach(route -> devices.add(Device.notRinging(route)));
    Joined joined =
        new Joined(
            event.at(),
            Media.onJoining(event.type()),
            JoinedDevice.of(event.device().deviceId()),
            Mailbox.EMPTY);
    return new Participant(event.initiator(), false, false, devices, joined);
  }

  private static Participant ringing(Callee callee, String byUserId, Instant until) {
    List<Device> devices =
        callee.devices().stream()
            .limit(Participant.MAX_DEVICES)
            .map(route -> callee.blocksCaller() ? Device.notRinging(route) : Device.ringing(route))
            .toList();
    return new Participant(
        callee.user(),
        callee.blocksCaller(),
        callee.inCall(),
        devices,
        new Ringing(byUserId, until, null, Mailbox.EMPTY));
  }

  private static Call invited(Call call, ParticipantsInvited event) {
    return call.edit(
        builder -> {
          builder.kind = CallKind.GROUP;
          for (Callee callee : event.invited()) {
            builder.replaceOrAdd(ringing(callee, event.byUserId(), event.ringDeadline()));
          }
        });
  }

  private static Call connected(Call call, CallConnected event) {
    return call.edit(
        builder -> {
          builder.state = CallState.CONNECTED;
          builder.connectedAt = event.at();
        });
  }

  private static Call topologyChanged(Call call, TopologyChanged event) {
    return call.edit(
        builder -> {
          builder.topology = event.topology();
          builder.topologyDeadline = null;
        });
  }

  private static Call ended(Call call, CallEnded event) {
    return call.edit(
        builder -> {
          builder.topology = Topology.P2P;
          builder.topologyDeadline = null;
          builder.room = Room.NONE;
          builder.pageClosedDeadline = null;
          builder.state = event.state();
          builder.ending =
              new Ending(event.at(), event.reason(), event.continuesAs(), event.forgetAt());
          builder.participants.replaceAll(p -> p.with(whenAllEnded(p.state(), event.at())));
        });
  }

  private static ParticipantState whenAllEnded(ParticipantState state, Instant at) {
    return switch (state) {
      case Ringing _ -> new Missed();
      case InCall in -> left(in, at);
      case Out out -> out;
    };
  }

  private static Left left(InCall in, Instant at) {
    return new Left(in.joined().joinedAt(), at);
  }

  /// While a call rings, only the caller is in it: the caller has reconnected, or a callee answers.
  private static Call joined(Call call, ParticipantJoined event) {
    return call.edit(
        builder -> {
          builder.pageClosedDeadline = null;
          builder.change(event.userId(), p -> p.with(joined(p.state(), event, call.type())));
        });
  }

  private static Joined joined(ParticipantState state, ParticipantJoined event, CallType type) {
    return switch (state) {
      case InCall in -> {
        MessageLoss loss = toldAgain(in.joined().mailbox(), MessageLoss.NONE);
        yield in.joined().on(in.joined().device().withReconnected(loss));
      }
      case Ringing ringing -> joined(event, type, ringing.mailbox());
      case Out _ -> joined(event, type, Mailbox.EMPTY);
    };
  }

  private static Joined joined(ParticipantJoined event, CallType type, Mailbox mailbox) {
    return new Joined(
        event.at(), Media.onJoining(type), JoinedDevice.of(event.deviceId()), mailbox);
  }

  private static Reconnecting reconnecting(InCall in, ParticipantReconnecting event) {
    Joined joined = in.joined();
    return new Reconnecting(joined.on(joined.device().with(event.loss())), event.until());
  }

  private static InCall reclaimStarted(InCall in, ReclaimStarted event) {
    Reclaim reclaim = Reclaim.of(event.previousRoute().connectionId(), event.until());
    return in.with(in.joined().device().with(event.loss()).with(reclaim));
  }

  private static InCall reclaimExtended(InCall in, Instant until) {
    JoinedDevice device = in.joined().device();
    Reclaim reclaim = device.reclaim();
    return reclaim == null ? in : in.with(device.with(reclaim.until(until)));
  }

  /// A connected device is told now what is known. For a disconnected device, it is stored.
  private static InCall reclaimEnded(InCall in, MessageLoss loss) {
    JoinedDevice device = in.joined().device();
    return in.with(
        device.withoutReclaim(
            switch (in) {
              case Joined joined -> toldAgain(joined.mailbox(), loss);
              case Reconnecting _ -> device.loss().or(loss);
            }));
  }

  /// A device that misses messages while it reconnects is told on its next connection too. On this
  /// one, the gateway may have written `registered` without this call before the report arrives.
  private static MessageLoss toldAgain(Mailbox mailbox, MessageLoss loss) {
    return mailbox.overflowed() || loss != MessageLoss.NONE
        ? MessageLoss.UNCONFIRMED
        : MessageLoss.NONE;
  }

  private static InCall handOff(InCall in, @Nullable HandOff handOff) {
    return in.with(in.joined().device().with(handOff));
  }

  /// The new device starts its own negotiation. Messages stored for the old device are of no use to
  /// it, and would arrive after newer ones, so they are dropped.
  private static InCall handOffAnswered(InCall in, Instant until) {
    JoinedDevice device = in.joined().device();
    HandOff handOff = device.handOff();
    if (handOff == null) {
      return in;
    }
    JoinedDevice answered = device.with(handOff.withAnswered(until));
    boolean drops = !in.joined().mailbox().isEmpty();
    return in.with(drops ? answered.withMessagesLost() : answered).with(Mailbox.EMPTY);
  }

  /// Drops the messages stored since the new device answered: they belong to its negotiation.
  private static InCall handOffAborted(InCall in) {
    HandOff handOff = in.joined().device().handOff();
    boolean drops = handOff != null && handOff.isAnswered();
    return handOff(drops ? in.with(Mailbox.EMPTY) : in, null);
  }

  private static Call relayed(Call call, SignalRelayed event) {
    return event.stored() ? stored(call, event.toUserId(), event.message()) : call;
  }

  private static Call restored(Call call, MessageRestored event) {
    int room = call.mailboxRoom();
    Call restored =
        changeInCall(
            call,
            event.userId(),
            in -> in.with(in.joined().mailbox().plusReturned(event.message(), room)));
    return change(
        restored,
        event.userId(),
        p -> p.withDevice(event.deviceId(), device -> device.withReturned(event.connectionId())));
  }

  private static Call stored(Call call, String userId, Message.Reliable message) {
    return change(
        call,
        userId,
        participant -> {
          Mailbox mailbox = participant.mailbox().plus(message, call.mailboxRoom());
          return participant.with(
              switch (participant.state()) {
                case Ringing ringing -> ringing.with(mailbox);
                case InCall in -> in.with(mailbox);
                case Out _ -> throw misplaced(call, participant);
              });
        });
  }
}
