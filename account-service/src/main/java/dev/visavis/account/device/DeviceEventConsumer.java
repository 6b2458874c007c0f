package dev.visavis.account.device;

import dev.visavis.support.kafka.DeadLetters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// Projects `visavis.device.events` into the table of devices. While PostgreSQL is unavailable it
/// retries without limit; an invalid record becomes a dead letter.
@ApplicationScoped
class DeviceEventConsumer {
  private static final Logger LOG = Logger.getLogger(DeviceEventConsumer.class);
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration MIN_RETRY_DELAY = Duration.ofMillis(200);
  private static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(5);

  private final DeviceTable devices;
  private final MutinyEmitter<ProducerRecord<byte[], byte[]>> deadLetters;
  private final Counter deadLettered;

  DeviceEventConsumer(
      DeviceTable devices,
      @Channel("dead-letters") MutinyEmitter<ProducerRecord<byte[], byte[]>> deadLetters,
      MeterRegistry metrics) {
    this.devices = devices;
    this.deadLetters = deadLetters;
    this.deadLettered = DeadLetters.counter(metrics);
  }

  @Incoming("device-events")
  Uni<Void> follow(ConsumerRecords<byte[], byte[]> batch) {
    List<DeviceChange> changes = new ArrayList<>();
    List<ProducerRecord<byte[], byte[]>> unreadable = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      if (record.value() == null) {
        continue; // a tombstone
      }
      try {
        changes.add(DeviceChange.decode(record.value()));
      } catch (IllegalArgumentException e) {
        unreadable.add(DeadLetters.of(record, "account-service", e));
      }
    }
    return untilDone("store devices", () -> devices.apply(changes))
        .chain(
            () ->
                Multi.createFrom()
                    .iterable(unreadable)
                    .onItem()
                    .transformToUniAndConcatenate(
                        letter -> untilDone("write a dead letter", () -> deadLetters.send(letter)))
                    .collect()
                    .last())
        .invoke(() -> deadLettered.increment(unreadable.size()));
  }

  private static Uni<Void> untilDone(String what, Supplier<Uni<Void>> attempt) {
    return Uni.createFrom()
        .deferred(attempt::get)
        .ifNoItem()
        .after(ATTEMPT_TIMEOUT)
        .fail()
        .onFailure()
        .invoke(fault -> LOG.warnf("Cannot %s; retrying: %s", what, fault))
        .onFailure()
        .retry()
        .withBackOff(MIN_RETRY_DELAY, MAX_RETRY_DELAY)
        .indefinitely();
  }
}
