package dev.visavis.history.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The other party of a call: for a callee the initiator, for the initiator the first callee.
record OtherParty(
    UUID id, @Nullable String name, @JsonProperty("avatar_url") @Nullable String avatarUrl) {}
