package dev.visavis.history.missed;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.proto.v1.DeviceEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// Queues an update for each device that comes online. Devices that came online while this service
/// was down are included; events older than the consumer group are not.
@ApplicationScoped
class DeviceOnlineConsumer {
  private static final Logger LOG = Logger.getLogger(DeviceOnlineConsumer.class);

  private final Pool pool;
  private final MissedCallsConfig config;

  DeviceOnlineConsumer(Pool pool, MissedCallsConfig config) {
    this.pool = pool;
    this.config = config;
  }

  @Incoming("device-events")
  Uni<Void> note(ConsumerRecords<byte[], byte[]> batch) {
    List<MissedCallUpdate> arrived = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      arrived(record).ifPresent(arrived::add);
    }
    return arrived.isEmpty() ? Uni.createFrom().voidItem() : write(arrived);
  }

  private Uni<Void> write(List<MissedCallUpdate> arrived) {
    return pool.withTransaction(connection -> MissedCallUpdate.arrived(connection, arrived))
        .ifNoItem()
        .after(config.timeout())
        .fail()
        .onFailure()
        .invoke(fault -> LOG.warnf("Cannot store device updates; retrying: %s", fault))
        .onFailure()
        .retry()
        .withBackOff(config.interval(), config.timeout())
        .indefinitely();
  }

  /// Ignores an invalid record: presence-service reads it too and writes the dead letter.
  private static Optional<MissedCallUpdate> arrived(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return Optional.empty();
    }
    try {
      DeviceEvent event = DeviceEvent.parseFrom(record.value());
      UUID user = UUID.fromString(event.getDevice().getUserId());
      Instant at = Instant.ofEpochSecond(event.getAt().getSeconds(), event.getAt().getNanos());
      return event.hasOnline()
          ? Optional.of(new MissedCallUpdate(0, user, event.getDevice(), at))
          : Optional.empty();
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      LOG.debugf(
          e, "Not a device event: %s-%d@%d", record.topic(), record.partition(), record.offset());
      return Optional.empty();
    }
  }
}
