package dev.visavis.account.outbox;

import com.google.protobuf.MessageLite;
import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// The transactional outbox: a change adds its records for Kafka within its own transaction.
@ApplicationScoped
public class Outbox implements PanacheRepository<OutboxEntry> {
  public Uni<Void> addProfile(UUID userId, MessageLite profile) {
    return persist(new OutboxEntry(userId, null, profile.toByteArray())).replaceWithVoid();
  }

  public Uni<Void> addDeviceEvent(UUID userId, String deviceId, MessageLite event) {
    return persist(new OutboxEntry(userId, deviceId, event.toByteArray())).replaceWithVoid();
  }
}
