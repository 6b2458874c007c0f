package dev.visavis.history.api;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `call_participants`. The API only reads it.
@Entity
@Table(name = "call_participants")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class CallParticipant {
  @EmbeddedId Key id;
  int ordinal;
  String name;
  @Nullable String avatarUrl;
  String state;
  @Nullable String deviceId;
  @Nullable Instant joinedAt;
  @Nullable Instant leftAt;
  Instant createdAt;
  boolean visible;
  @Nullable Instant hiddenAt;

  @Embeddable
  record Key(UUID callId, UUID userId) {}
}
