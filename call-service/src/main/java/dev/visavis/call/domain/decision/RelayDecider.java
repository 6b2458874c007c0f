package dev.visavis.call.domain.decision;

import static dev.visavis.call.domain.decision.Transaction.rejected;

import dev.visavis.call.domain.decision.CallCommand.MediaState;
import dev.visavis.call.domain.decision.CallCommand.RelayBarrier;
import dev.visavis.call.domain.decision.CallCommand.RelaySignal;
import dev.visavis.call.domain.decision.CallCommand.ReturnedMessage;
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.CallEvent.MediaStateChanged;
import dev.visavis.call.domain.state.CallEvent.MessageRestored;
import dev.visavis.call.domain.state.CallEvent.SignalRelayed;
import dev.visavis.call.domain.state.CallEvent.SignalSentToSfu;
import dev.visavis.call.domain.state.JoinedDevice;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.state.Room;
import dev.visavis.call.domain.value.Media;
import dev.visavis.call.domain.value.MessageLoss;
import dev.visavis.call.domain.value.Rejection;
import dev.visavis.call.domain.value.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `offer`, `answer`, `ice_candidate`, `e2ee`, `media_state`: messages of devices to each other and
/// to the SFU.
final class RelayDecider {
  /// The receiver that is not a user: docs/protocol.md, "Groups".
  private static final String SFU = "sfu";

  private RelayDecider() {}

  static Decision relay(Transaction transaction, RelaySignal command) {
    Participant from = transaction.participant(command.sender().userId());
    if (!from.isInCall()) {
      return rejected(Rejection.INVALID_STATE);
    }
    if (!from.isJoinedOn(command.sender().deviceId())) {
      return rejected(Rejection.NOT_A_PARTICIPANT);
    }
    if (SFU.equals(command.to())) {
      return relayToSfu(transaction, command);
    }
    String to = command.to() == null ? onlyOther(transaction.call(), from) : command.to();
    if (to == null || to.equals(from.userId())) {
      return rejected(Rejection.INVALID_MESSAGE);
    }
    Participant target = transaction.call().participant(to);
    return target == null
        ? rejected(Rejection.NOT_A_PARTICIPANT)
        : relay(transaction, command, from, target);
  }

  private static Decision relay(
      Transaction transaction, RelaySignal command, Participant from, Participant target) {
    Signal signal = command.signal();
    if (!target.isInCall() && !(target.isRinging() && signal.kind().mayPrecedeJoin())) {
      return rejected(Rejection.INVALID_STATE);
    }
    Message.Relayed message = new Message.Relayed(command.id(), from.userId(), signal);
    return transaction
        .emit(new SignalRelayed(target.userId(), message, target.reachableDevice() == null))
        .accepted();
  }

  private static Decision relayToSfu(Transaction transaction, RelaySignal command) {
    Room room = transaction.call().room();
    Integer generation = command.generation();
    if (command.signal().kind() == Signal.Kind.KEY) {
      return rejected(Rejection.INVALID_MESSAGE);
    }
    if (room.assigned() == null) {
      return rejected(room.isPending() ? Rejection.ROOM_PENDING : Rejection.NO_ROOM);
    }
    if (generation != null && generation != room.generation()) {
      return rejected(Rejection.STALE_ROOM);
    }
    return transaction
        .emit(
            new SignalSentToSfu(
                command.sender().route(),
                new Message.Relayed(command.id(), command.sender().userId(), command.signal())))
        .accepted();
  }

  /// With one other participant, a message needs no `to`.
  private static @Nullable String onlyOther(Call call, Participant from) {
    List<Participant> others =
        call.participants().stream()
            .filter(participant -> !participant.userId().equals(from.userId()))
            .toList();
    return others.size() == 1 ? others.getFirst().userId() : null;
  }

  /// Sent to the connection that the device has now, or stored until it has one.
  static Decision returned(Transaction transaction, ReturnedMessage command) {
    Participant target = transaction.call().participant(command.userId());
    JoinedDevice joinedDevice = target == null ? null : target.joinedDevice();
    if (target == null
        || joinedDevice == null
        || !joinedDevice.negotiatingDeviceId().equals(command.deviceId())) {
      return rejected(Rejection.STALE);
    }
    return transaction
        .emit(
            new MessageRestored(
                target.userId(), command.deviceId(), command.connectionId(), command.message()))
        .deliverMailbox(target.userId())
        .accepted();
  }

  /// A gateway's barrier changes no state; only its place in the log matters. The barrier of a
  /// reclaim says that everything has come back.
  static Decision barrier(Transaction transaction, RelayBarrier command) {
    Participant from = transaction.call().participant(command.from().userId());
    Participant target = transaction.call().participant(command.toUserId());
    if (target != null && target.isReclaimBarrier(command.id())) {
      return transaction.endReclaim(target.userId(), MessageLoss.NONE).accepted();
    }
    boolean both =
        from != null
            && from.isInCall()
            && target != null
            && target.isInCall()
            && !from.equals(target);
    return both ? transaction.accepted() : rejected(Rejection.STALE);
  }

  static Decision media(Transaction transaction, MediaState command) {
    Participant from = transaction.participant(command.sender().userId());
    if (!from.isInCall()) {
      return rejected(Rejection.INVALID_STATE);
    }
    if (!from.isJoinedOn(command.sender().deviceId())) {
      return rejected(Rejection.NOT_A_PARTICIPANT);
    }
    HandOffDecider.completeIfUp(transaction, command);
    Media media = command.change().of(from.media());
    if (!from.media().equals(media)) {
      transaction.emit(new MediaStateChanged(transaction.at(), from.userId(), media));
    }
    return transaction.accepted();
  }
}
