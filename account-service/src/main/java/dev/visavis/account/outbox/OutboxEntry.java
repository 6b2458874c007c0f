package dev.visavis.account.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One record to be published. Hibernate writes it; the relay reads it in plain SQL.
@Entity
@Table(name = "outbox")
@SuppressWarnings("UnusedVariable")
class OutboxEntry {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @Column(name = "user_id")
  private UUID userId;

  /// The device that the event is about; null for a profile.
  @Column(name = "device_id")
  private @Nullable String deviceId;

  private byte[] value;

  @SuppressWarnings("NullAway.Init") // Hibernate sets the fields
  protected OutboxEntry() {}

  OutboxEntry(UUID userId, @Nullable String deviceId, byte[] value) {
    this.userId = userId;
    this.deviceId = deviceId;
    this.value = value;
  }
}
