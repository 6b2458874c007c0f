package dev.visavis.history.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whom the call was with: the initiator for who was called, the first callee for the initiator.
record OtherParty(
    UUID id, @Nullable String name, @JsonProperty("avatar_url") @Nullable String avatarUrl) {}
