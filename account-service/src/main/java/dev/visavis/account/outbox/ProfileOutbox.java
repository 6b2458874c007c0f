package dev.visavis.account.outbox;

import com.google.protobuf.ByteString;
import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Where a changed profile waits for Kafka.
@ApplicationScoped
public class ProfileOutbox implements PanacheRepository<OutboxEntry> {

  /// Adds the profile within the transaction that changed it.
  public Uni<Void> add(UUID userId, ByteString profile) {
    return persist(new OutboxEntry(userId, profile.toByteArray())).replaceWithVoid();
  }
}
