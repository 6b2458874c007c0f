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

/// `visavis.device.events` into the table of devices. While the database is away it tries again,
/// for as long as it takes; what cannot be read goes to the dead letters.
@ApplicationScoped
class DeviceFollower {
  private static final Logger LOG = Logger.getLogger(DeviceFollower.class);
  private static final Duration ATTEMPT = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final DeviceTable devices;
  private final MutinyEmitter<ProducerRecord<byte[], byte[]>> deadLetters;
  private final Counter buried;

  DeviceFollower(
      DeviceTable devices,
      @Channel("dead-letters") MutinyEmitter<ProducerRecord<byte[], byte[]>> deadLetters,
      MeterRegistry metrics) {
    this.devices = devices;
    this.deadLetters = deadLetters;
    this.buried = DeadLetters.counter(metrics);
  }

  @Incoming("device-events")
  Uni<Void> follow(ConsumerRecords<byte[], byte[]> batch) {
    List<DeviceChange> changes = new ArrayList<>();
    List<ProducerRecord<byte[], byte[]>> unreadable = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      if (record.value() == null) {
        continue; // a key that compaction forgot
      }
      try {
        changes.add(DeviceChange.decode(record.value()));
      } catch (IllegalArgumentException e) {
        unreadable.add(DeadLetters.of(record, "account-service", e));
      }
    }
    return untilDone("note devices", () -> devices.apply(changes))
        .chain(
            () ->
                Multi.createFrom()
                    .iterable(unreadable)
                    .onItem()
                    .transformToUniAndConcatenate(
                        letter -> untilDone("bury a record", () -> deadLetters.send(letter)))
                    .collect()
                    .last())
        .invoke(() -> buried.increment(unreadable.size()));
  }

  private static Uni<Void> untilDone(String what, Supplier<Uni<Void>> attempt) {
    return Uni.createFrom()
        .deferred(attempt::get)
        .ifNoItem()
        .after(ATTEMPT)
        .fail()
        .onFailure()
        .invoke(fault -> LOG.warnf("cannot %s, trying again: %s", what, fault))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely();
  }
}
