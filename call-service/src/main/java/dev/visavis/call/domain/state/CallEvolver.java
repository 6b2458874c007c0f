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
import dev.visavis.call.domain.state.CallEvent.SignalRelayed;
import dev.visavis.call.domain.state.CallEvent.TopologyChanged;
import dev.visavis.call.domain.state.CallEvent.TopologyDeadlineSet;
import dev.visavis.call.domain.value.CallKind;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.CallType;
import dev.visavis.call.domain.value.Callee;
import dev.visavis.call.domain.value.Media;
import dev.visavis.call.domain.value.MessageLoss;
import dev.visavis.call.domain.value.ParticipantState;
import dev.visavis.call.domain.value.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
      case CallerPageClosed e -> call.edit(builder -> builder.pageClosedDeadline = e.until());
      case ParticipantJoined e -> joined(call, e);
      case ParticipantReconnecting e ->
          change(call, e.userId(), p -> reconnecting(p, e.until(), e.loss()));
      case ParticipantLeft e ->
          change(call, e.userId(), p -> left(p, e.at(), ParticipantState.LEFT));
      case ParticipantDeclined e ->
          change(call, e.userId(), p -> p.leaveCall(ParticipantState.DECLINED));
      case ParticipantMissed e ->
          change(call, e.userId(), p -> p.leaveCall(ParticipantState.MISSED));
      case CallerBlocked e -> change(call, e.userId(), CallEvolver::callerBlocked);
      case ParticipantRenamed e -> change(call, e.user().id(), p -> p.user = e.user());
      case ParticipantMoved e -> change(call, e.userId(), p -> moved(p, e.toDeviceId()));
      case MediaStateChanged e -> change(call, e.userId(), p -> p.media = e.media());
      case DeviceRinging e ->
          change(call, e.userId(), p -> p.change(e.deviceId(), Device::withAlerted));
      case DeviceRouteChanged e -> change(call, e.route().userId(), p -> p.updateRoute(e.route()));
      case DeviceEnded e ->
          change(call, e.userId(), p -> p.change(e.deviceId(), device -> device.withEnd(e.end())));
      case DeviceWentOffline e ->
          change(
              call, e.userId(), p -> deviceWentOffline(p, e.deviceId(), e.unreachableDeadline()));
      case CallWaitingChanged e -> change(call, e.userId(), p -> p.callWaiting = e.inCall());
      case SignalRelayed e -> relayed(call, e);
      case MessageStored e -> stored(call, e.userId(), e.message());
      case MessageRestored e -> change(call, e.userId(), p -> restored(p, e, call.mailboxRoom()));
      case MailboxDelivered e -> change(call, e.userId(), p -> p.mailbox = Mailbox.EMPTY);
      case ReclaimStarted e ->
          change(
              call,
              e.userId(),
              p ->
                  reclaimStarted(
                      p, Reclaim.of(e.previousRoute().connectionId(), e.until()), e.loss()));
      case ReclaimExtended e -> change(call, e.userId(), p -> reclaimExtended(p, e.until()));
      case ReclaimEnded e -> change(call, e.userId(), p -> reclaimEnded(p, e.loss()));
      case HandOffStarted e -> change(call, e.userId(), p -> handOff(p, e.handOff()));
      case HandOffAnswered e -> change(call, e.userId(), p -> handOffAnswered(p, e.until()));
      case HandOffAborted e -> change(call, e.userId(), CallEvolver::handOffAborted);
    };
  }

  private static Call change(Call call, String userId, Consumer<ParticipantBuilder> change) {
    return call.edit(builder -> builder.change(userId, change));
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
        null,
        participants);
  }

  private static Participant initiator(CallInitiated event) {
    List<Device> devices = new ArrayList<>();
    devices.add(Device.notRinging(event.device()));
    event.otherDevices().forEach(route -> devices.add(Device.notRinging(route)));
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
        JoinedDevice.of(event.device().deviceId()),
        devices,
        Mailbox.EMPTY,
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
            .limit(ParticipantBuilder.MAX_DEVICES)
            .map(route -> callee.blocksCaller() ? Device.notRinging(route) : Device.ringing(route))
            .toList(),
        Mailbox.EMPTY,
        rungBy);
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
          builder.pageClosedDeadline = null;
          builder.state = event.state();
          builder.ending =
              new Ending(event.at(), event.reason(), event.continuesAs(), event.forgetAt());
          builder.participants.replaceAll(p -> p.edit(change -> allEnded(change, event.at())));
        });
  }

  private static void allEnded(ParticipantBuilder p, Instant at) {
    switch (p.state) {
      case RINGING -> p.leaveCall(ParticipantState.MISSED);
      case JOINED, RECONNECTING -> left(p, at, ParticipantState.LEFT);
      case LEFT, DECLINED, MISSED -> {}
    }
  }

  private static void left(ParticipantBuilder p, Instant at, ParticipantState state) {
    p.leaveCall(state);
    p.leftAt = at;
  }

  /// While a call rings, the caller alone is in it: they are back, or somebody has answered.
  private static Call joined(Call call, ParticipantJoined event) {
    return call.edit(
        builder -> {
          builder.pageClosedDeadline = null;
          builder.change(event.userId(), p -> joined(p, event.at(), event.deviceId(), call.type()));
        });
  }

  private static void joined(ParticipantBuilder p, Instant at, String deviceId, CallType type) {
    if (p.state == ParticipantState.RECONNECTING && p.joinedDevice != null) {
      p.joinedDevice = p.joinedDevice.withReconnected();
    } else {
      p.joinedDevice = JoinedDevice.of(deviceId);
      p.joinedAt = at;
      p.media = Media.onJoining(type);
    }
    p.state = ParticipantState.JOINED;
    p.leftAt = null;
    p.ringDeadline = null;
    p.unreachableDeadline = null;
  }

  private static void reconnecting(ParticipantBuilder p, Instant until, MessageLoss loss) {
    p.state = ParticipantState.RECONNECTING;
    p.joinedDevice = p.joinedDevice == null ? null : p.joinedDevice.withReconnecting(until, loss);
  }

  private static void moved(ParticipantBuilder p, String toDeviceId) {
    p.state = ParticipantState.JOINED;
    p.joinedDevice = JoinedDevice.of(toDeviceId);
  }

  /// Like a user who had blocked the caller before: others see an unanswered call.
  private static void callerBlocked(ParticipantBuilder p) {
    p.blocksCaller = true;
    p.unreachableDeadline = null;
  }

  private static void deviceWentOffline(
      ParticipantBuilder p, String deviceId, @Nullable Instant unreachableAt) {
    p.change(deviceId, Device::withOffline);
    p.unreachableDeadline = unreachableAt;
  }

  private static void reclaimStarted(ParticipantBuilder p, Reclaim reclaim, MessageLoss loss) {
    p.joinedDevice = p.joinedDevice == null ? null : p.joinedDevice.withReclaim(reclaim, loss);
  }

  private static void reclaimEnded(ParticipantBuilder p, MessageLoss loss) {
    p.joinedDevice = p.joinedDevice == null ? null : p.joinedDevice.withoutReclaim(loss);
  }

  private static void reclaimExtended(ParticipantBuilder p, Instant until) {
    Reclaim reclaim = p.joinedDevice == null ? null : p.joinedDevice.reclaim();
    if (p.joinedDevice != null && reclaim != null) {
      p.joinedDevice = p.joinedDevice.withReclaim(reclaim.until(until), MessageLoss.NONE);
    }
  }

  private static void handOff(ParticipantBuilder p, @Nullable HandOff handOff) {
    p.joinedDevice = p.joinedDevice == null ? null : p.joinedDevice.with(handOff);
  }

  /// The new device starts its own negotiation. Messages stored for the old device are of no use to
  /// it, and would arrive after newer ones, so they are dropped.
  private static void handOffAnswered(ParticipantBuilder p, Instant until) {
    HandOff handOff = p.joinedDevice == null ? null : p.joinedDevice.handOff();
    if (p.joinedDevice != null && handOff != null) {
      JoinedDevice answered = p.joinedDevice.with(handOff.withAnswered(until));
      p.joinedDevice = p.mailbox.isEmpty() ? answered : answered.withMessagesLost();
      p.mailbox = Mailbox.EMPTY;
    }
  }

  /// Drops the messages stored since the new device answered: they belong to its negotiation.
  private static void handOffAborted(ParticipantBuilder p) {
    HandOff handOff = p.joinedDevice == null ? null : p.joinedDevice.handOff();
    if (handOff != null && handOff.isAnswered()) {
      p.mailbox = Mailbox.EMPTY;
    }
    handOff(p, null);
  }

  private static Call relayed(Call call, SignalRelayed event) {
    return event.stored() ? stored(call, event.toUserId(), event.message()) : call;
  }

  private static void restored(ParticipantBuilder p, MessageRestored event, int room) {
    p.mailbox = p.mailbox.plusReturned(event.message(), room);
    p.change(event.deviceId(), device -> device.withReturned(event.connectionId()));
  }

  private static Call stored(Call call, String userId, Message.Reliable message) {
    return change(call, userId, p -> p.mailbox = p.mailbox.plus(message, call.mailboxRoom()));
  }
}
