package dev.visavis.call.domain.decision;

import static dev.visavis.call.domain.decision.Transaction.rejected;

import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.CallEvent;
import dev.visavis.call.domain.state.CallEvent.RoomAssigned;
import dev.visavis.call.domain.state.CallEvent.RoomLost;
import dev.visavis.call.domain.state.CallEvent.RoomReleaseScheduled;
import dev.visavis.call.domain.state.CallEvent.RoomReleased;
import dev.visavis.call.domain.state.CallEvent.RoomRequested;
import dev.visavis.call.domain.state.Room;
import dev.visavis.call.domain.value.Rejection;
import java.time.Instant;
import java.util.List;

/// Decides when a call needs a room on the SFU, and which one it has.
///
/// The room is requested before the SFU is needed, so that everybody is connected to it when the
/// media moves there. The media-services answer with `RoomAssigned`; the first one for the
/// requested generation wins.
final class RoomDecider {
  private RoomDecider() {}

  /// @param after the call as the other events of the command leave it, the topology included
  static List<CallEvent> of(Call after, Instant at) {
    if (!after.state().isLive()) {
      return List.of();
    }
    boolean needed = after.needsRoom();
    Room room = after.room();
    return switch (room.status()) {
      case Room.Absent _ -> needed ? List.of(request(room, at)) : List.of();
      case Room.Requested _ ->
          needed ? List.of() : List.of(new RoomReleased(at, room.generation()));
      case Room.Assigned assigned ->
          needed == (assigned.releaseAt() == null)
              ? List.of()
              : List.of(
                  new RoomReleaseScheduled(needed ? null : at.plus(CallRules.ROOM_RELEASE_DELAY)));
      case Room.Unavailable _ -> List.of();
    };
  }

  private static RoomRequested request(Room room, Instant at) {
    return new RoomRequested(at, room.generation() + 1, at.plus(CallRules.ROOM_TIMEOUT));
  }

  /// A room of another generation, or a second one, has come too late. The media-service that
  /// offers it sees in the events that the call does not take it.
  static Decision assigned(Transaction transaction, CallCommand.RoomAssigned command) {
    Room room = transaction.call().room();
    boolean wanted =
        room.status() instanceof Room.Requested && room.generation() == command.generation();
    return wanted
        ? transaction
            .emit(
                new RoomAssigned(
                    transaction.at(), command.generation(), command.route(), command.mediaServer()))
            .accepted()
        : rejected(Rejection.STALE);
  }

  /// A call that still needs a room requests the next one at once.
  static Decision lost(Transaction transaction, CallCommand.RoomLost command) {
    Room room = transaction.call().room();
    return room.assigned() != null && room.generation() == command.generation()
        ? transaction
            .emit(new RoomLost(transaction.at(), command.generation(), command.reason(), null))
            .accepted()
        : rejected(Rejection.STALE);
  }

  /// The deadline of the room has come.
  static Decision due(Transaction transaction) {
    Room room = transaction.call().room();
    Instant at = transaction.at();
    return switch (room.status()) {
      case Room.Absent _ -> rejected(Rejection.STALE);
      case Room.Requested _ -> {
        Instant retryAt = at.plus(CallRules.ROOM_RETRY_DELAY);
        yield transaction
            .emit(new RoomLost(at, room.generation(), "not assigned", retryAt))
            .accepted();
      }
      case Room.Assigned _ -> transaction.emit(new RoomReleased(at, room.generation())).accepted();
      case Room.Unavailable _ ->
          transaction
              .emit(
                  transaction.call().needsRoom()
                      ? request(room, at)
                      : new RoomReleased(at, room.generation()))
              .accepted();
    };
  }
}
