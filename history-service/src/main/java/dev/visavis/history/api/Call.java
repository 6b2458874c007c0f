package dev.visavis.history.api;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `calls`. The projection writes it; the API only reads it.
@Entity
@Table(name = "calls")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class Call {
  @Id UUID id;
  String kind;
  String callType;
  String state;
  UUID initiatorId;
  @Nullable String answeredBy;
  Instant createdAt;
  @Nullable Instant connectedAt;
  @Nullable Instant endedAt;
  @Nullable String endReason;
  @Nullable UUID continuesAs;
  int participantsCount;
}
