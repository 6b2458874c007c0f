package dev.visavis.history.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.visavis.history.http.Instants;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One entry of a user's call history. docs/rest.md, "Call history", names the fields.
///
/// @param state of the call
/// @param participantState of the user who asks; a group call can connect without this user
/// @param participantsCount the caller and all callees
/// @param durationSeconds from connection to end; null if the call never connected
record HistoryEntry(
    UUID id,
    String kind,
    @JsonProperty("call_type") String callType,
    String state,
    @JsonProperty("created_at") String createdAt,
    @JsonProperty("connected_at") @Nullable String connectedAt,
    @JsonProperty("ended_at") @Nullable String endedAt,
    @JsonProperty("end_reason") @Nullable String endReason,
    Direction direction,
    @JsonProperty("participant_state") String participantState,
    @JsonProperty("other_party") @Nullable OtherParty otherParty,
    @JsonProperty("participants_count") int participantsCount,
    @JsonProperty("duration_seconds") @Nullable Long durationSeconds) {

  static HistoryEntry of(CallRow row) {
    return new HistoryEntry(
        row.id(),
        row.kind(),
        row.callType(),
        row.state(),
        Instants.write(row.createdAt()),
        Instants.writeNullable(row.connectedAt()),
        Instants.writeNullable(row.endedAt()),
        row.endReason(),
        row.direction(),
        row.participantState(),
        row.otherParty(),
        row.participantsCount(),
        row.durationSeconds());
  }
}
