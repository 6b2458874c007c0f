package dev.visavis.history.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One participant of a call with the user's current profile, if it is known.
record ParticipantRow(
    UUID userId,
    String name,
    @Nullable String avatarUrl,
    String state,
    @Nullable String deviceId,
    @Nullable Instant joinedAt,
    @Nullable Instant leftAt,
    @Nullable UUID profileId,
    @Nullable String profileName,
    @Nullable String profileAvatarUrl) {}
