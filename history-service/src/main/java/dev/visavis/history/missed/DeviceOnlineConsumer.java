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

/// Each device that comes is to be told. What was missed while this service was down is told too;
/// what is older than the consumer group is not.
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
        .invoke(fault -> LOG.warnf("cannot note who has come, trying again: %s", fault))
        .onFailure()
        .retry()
        .withBackOff(config.interval(), config.timeout())
        .indefinitely();
  }

  /// A record that makes no sense is passed over: presence-service, which reads it too, puts it
  /// among the dead letters.
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
          e, "no device event: %s-%d@%d", record.topic(), record.partition(), record.offset());
      return Optional.empty();
    }
  }
}
