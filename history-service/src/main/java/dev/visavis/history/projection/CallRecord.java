package dev.visavis.history.projection;

import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.CallType;
import dev.visavis.proto.v1.EndReason;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The history's record of a call: its row of `calls`, and its rows of `call_participants` by user
/// id, the initiator first.
///
/// @param answeredBy the device of the first callee who joined
/// @param endReason as sent to the caller's device
/// @param position of the last event applied
record CallRecord(
    UUID id,
    CallKind kind,
    CallType callType,
    CallState state,
    UUID initiatorId,
    @Nullable String answeredBy,
    Instant createdAt,
    @Nullable Instant connectedAt,
    @Nullable Instant endedAt,
    @Nullable EndReason endReason,
    @Nullable UUID continuesAs,
    SequencedMap<UUID, ParticipantRecord> participants,
    EventPosition position) {

  CallRecord {
    participants = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(participants));
  }

  ParticipantRecord participant(UUID userId) {
    ParticipantRecord participant = participants.get(userId);
    if (participant == null) {
      throw new IllegalArgumentException("the event is about a user who is not in the call");
    }
    return participant;
  }

  CallRecord at(EventPosition position) {
    return copy(kind, state, answeredBy, connectedAt, participants, position);
  }

  CallRecord with(ParticipantRecord participant) {
    SequencedMap<UUID, ParticipantRecord> all = new LinkedHashMap<>(participants);
    all.put(participant.userId(), participant);
    return copy(kind, state, answeredBy, connectedAt, all, position);
  }

  CallRecord answeredBy(String device) {
    return copy(kind, state, device, connectedAt, participants, position);
  }

  CallRecord asGroup() {
    return copy(CallKind.CALL_KIND_GROUP, state, answeredBy, connectedAt, participants, position);
  }

  CallRecord connect(Instant at) {
    return copy(kind, CallState.CALL_STATE_CONNECTED, answeredBy, at, participants, position);
  }

  CallRecord end(CallState end, Instant at, EndReason reason, @Nullable UUID continuesAs) {
    return new CallRecord(
        id,
        kind,
        callType,
        end,
        initiatorId,
        answeredBy,
        createdAt,
        connectedAt,
        at,
        reason,
        continuesAs,
        participants,
        position);
  }

  private CallRecord copy(
      CallKind kind,
      CallState state,
      @Nullable String answeredBy,
      @Nullable Instant connectedAt,
      SequencedMap<UUID, ParticipantRecord> participants,
      EventPosition position) {
    return new CallRecord(
        id,
        kind,
        callType,
        state,
        initiatorId,
        answeredBy,
        createdAt,
        connectedAt,
        endedAt,
        endReason,
        continuesAs,
        participants,
        position);
  }
}
