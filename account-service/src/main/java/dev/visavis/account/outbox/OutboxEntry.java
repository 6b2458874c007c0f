package dev.visavis.account.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One profile that is still to be published. Written here, read by the relay in plain SQL.
@Entity
@Table(name = "profile_outbox")
@SuppressWarnings("UnusedVariable")
class OutboxEntry {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @Column(name = "user_id")
  private UUID userId;

  private byte[] profile;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected OutboxEntry() {}

  OutboxEntry(UUID userId, byte[] profile) {
    this.userId = userId;
    this.profile = profile;
  }
}
