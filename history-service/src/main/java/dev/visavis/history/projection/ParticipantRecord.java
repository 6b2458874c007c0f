package dev.visavis.history.projection;

import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_JOINED;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_LEFT;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_RECONNECTING;
import static dev.visavis.proto.v1.ParticipantState.PARTICIPANT_STATE_RINGING;

import dev.visavis.proto.v1.ParticipantState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One user's part in one call: a row of `call_participants`.
///
/// @param ordinal 0 for the initiator, then in the order of invitation
/// @param name as it was when the user was invited; shown while the profile is unknown
/// @param deviceId the device that joined; null if the user never joined
/// @param joinedAt when the user last joined; a reconnect does not change it
/// @param visible false for a callee who blocks the caller and must not know of the call
/// @param position of the last event that changed this row, not of the last event read, which would
///     depend on the batches
record ParticipantRecord(
    UUID userId,
    int ordinal,
    String name,
    @Nullable String avatarUrl,
    ParticipantState state,
    @Nullable String deviceId,
    @Nullable Instant joinedAt,
    @Nullable Instant leftAt,
    boolean visible,
    EventPosition position) {

  boolean isIn() {
    return state == PARTICIPANT_STATE_JOINED || state == PARTICIPANT_STATE_RECONNECTING;
  }

  ParticipantRecord join(String device, Instant at, EventPosition position) {
    Instant since = state == PARTICIPANT_STATE_RECONNECTING && joinedAt != null ? joinedAt : at;
    return with(PARTICIPANT_STATE_JOINED, device, since, null, true, position);
  }

  /// The user is in the call with another device, even if the previous one was disconnected.
  ParticipantRecord moveTo(String device, EventPosition position) {
    return with(PARTICIPANT_STATE_JOINED, device, joinedAt, leftAt, visible, position);
  }

  ParticipantRecord leave(Instant at, EventPosition position) {
    return with(PARTICIPANT_STATE_LEFT, deviceId, joinedAt, at, visible, position);
  }

  /// For states that change neither `joinedAt` nor `leftAt`: reconnecting, declined, missed.
  ParticipantRecord become(ParticipantState state, EventPosition position) {
    return with(state, deviceId, joinedAt, leftAt, visible, position);
  }

  ParticipantRecord hide(EventPosition position) {
    return with(state, deviceId, joinedAt, leftAt, false, position);
  }

  ParticipantRecord ringAgain(boolean audible, EventPosition position) {
    return with(
        PARTICIPANT_STATE_RINGING, deviceId, joinedAt, leftAt, visible || audible, position);
  }

  /// The same user, at the same place in the call.
  private ParticipantRecord with(
      ParticipantState newState,
      @Nullable String newDeviceId,
      @Nullable Instant newJoinedAt,
      @Nullable Instant newLeftAt,
      boolean isVisible,
      EventPosition newPosition) {
    return new ParticipantRecord(
        userId,
        ordinal,
        name,
        avatarUrl,
        newState,
        newDeviceId,
        newJoinedAt,
        newLeftAt,
        isVisible,
        newPosition);
  }
}
