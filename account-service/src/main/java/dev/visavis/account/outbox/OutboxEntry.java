package dev.visavis.account.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One record that is still to be published. Written here, read by the relay in plain SQL.
@Entity
@Table(name = "outbox")
@SuppressWarnings("UnusedVariable")
class OutboxEntry {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @Column(name = "user_id")
  private UUID userId;

  /// Whose event it is; null: it is a profile.
  @Column(name = "device_id")
  private @Nullable String deviceId;

  private byte[] value;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected OutboxEntry() {}

  OutboxEntry(UUID userId, @Nullable String deviceId, byte[] value) {
    this.userId = userId;
    this.deviceId = deviceId;
    this.value = value;
  }
}
