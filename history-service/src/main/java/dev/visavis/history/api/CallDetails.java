package dev.visavis.history.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.visavis.history.http.Instants;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A call with all its participants.
///
/// @param entry the call as the history lists it
/// @param answeredBy the device of the first callee who joined
record CallDetails(
    @JsonUnwrapped HistoryEntry entry,
    @JsonProperty("initiator_id") UUID initiatorId,
    @JsonProperty("answered_by") @Nullable String answeredBy,
    List<Participant> participants) {

  /// @param deviceId the device that joined; null if the participant never joined
  record Participant(
      UUID userId,
      @Nullable String name,
      @Nullable String avatarUrl,
      @Nullable String deviceId,
      String state,
      @Nullable String joinedAt,
      @Nullable String leftAt) {

    static Participant of(ParticipantRow row) {
      return new Participant(
          row.userId(),
          row.profileName() == null ? row.name() : row.profileName(),
          row.profileId() == null ? row.avatarUrl() : row.profileAvatarUrl(),
          row.deviceId(),
          row.state(),
          Instants.writeNullable(row.joinedAt()),
          Instants.writeNullable(row.leftAt()));
    }
  }

  static CallDetails of(CallRow call, List<ParticipantRow> participants) {
    return new CallDetails(
        HistoryEntry.of(call),
        call.initiatorId(),
        call.answeredBy(),
        participants.stream().map(Participant::of).toList());
  }
}
