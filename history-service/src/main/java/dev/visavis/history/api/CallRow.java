package dev.visavis.history.api;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One call as one of its participants sees it: a row of the queries of [CallHistory].
///
/// @param ordinal the viewer's; 0 is the initiator
/// @param otherName the other party's name when the call was made
/// @param profileId null if the profile of the other party is unknown
record CallRow(
    UUID id,
    String kind,
    String callType,
    String state,
    UUID initiatorId,
    @Nullable String answeredBy,
    Instant createdAt,
    @Nullable Instant connectedAt,
    @Nullable Instant endedAt,
    @Nullable String endReason,
    int participantsCount,
    int ordinal,
    String participantState,
    @Nullable UUID otherId,
    @Nullable String otherName,
    @Nullable String otherAvatarUrl,
    @Nullable UUID profileId,
    @Nullable String profileName,
    @Nullable String profileAvatarUrl) {

  Direction direction() {
    return ordinal == 0 ? Direction.OUTGOING : Direction.INCOMING;
  }

  /// Whole seconds from connection to end; null if the call never connected or has not ended.
  @Nullable Long durationSeconds() {
    return connectedAt == null || endedAt == null
        ? null
        : Duration.between(connectedAt, endedAt).toSeconds();
  }

  @Nullable OtherParty otherParty() {
    if (otherId == null) {
      return null;
    }
    return new OtherParty(
        otherId,
        profileName == null ? otherName : profileName,
        profileId == null ? otherAvatarUrl : profileAvatarUrl);
  }
}
