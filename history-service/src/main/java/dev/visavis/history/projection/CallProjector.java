package dev.visavis.history.projection;

import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.support.metrics.HistogramBuckets;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/// Projects `visavis.call.events` into `calls` and `call_participants`.
@ApplicationScoped
class CallProjector {
  private final BatchProjection projection;
  private final CallStore store;
  private final Timer delay;

  CallProjector(BatchProjection projection, CallStore store, MeterRegistry metrics) {
    this.projection = projection;
    this.store = store;
    this.delay =
        Timer.builder("visavis.history.delay")
            .description("from an event to its committed row, for the oldest event of a batch")
            .serviceLevelObjectives(HistogramBuckets.machine())
            .register(metrics);
  }

  @Incoming("call-events")
  Uni<Void> project(ConsumerRecords<byte[], byte[]> batch) {
    return projection.project(
        "calls",
        batch,
        CallEvents::decode,
        event -> CallEvents.uuid(event.getCallId()),
        this::write);
  }

  private Uni<BatchResult> write(Map<UUID, List<ConsumedRecord<CallEvent>>> byCall) {
    Folded folded = new Folded(byCall);
    return store
        .update(byCall.keySet(), folded::fold)
        .invoke(() -> delay.record(Duration.between(folded.oldest(), Instant.now())))
        .map(rows -> new BatchResult(rows, folded.orphans, folded.rejected));
  }

  /// One attempt at one batch.
  private static final class Folded {
    private final Map<UUID, List<ConsumedRecord<CallEvent>>> byCall;
    private final List<RejectedRecord> rejected = new ArrayList<>();
    private int orphans;

    Folded(Map<UUID, List<ConsumedRecord<CallEvent>>> byCall) {
      this.byCall = byCall;
    }

    Map<UUID, CallRecord> fold(Map<UUID, CallRecord> known) {
      Map<UUID, CallRecord> changed = new LinkedHashMap<>();
      byCall.forEach(
          (id, events) -> {
            CallRecord before = known.get(id);
            CallRecord after = fold(before, events);
            if (after != null && !after.equals(before)) {
              changed.put(id, after);
            }
          });
      return changed;
    }

    private @Nullable CallRecord fold(
        @Nullable CallRecord call, List<ConsumedRecord<CallEvent>> events) {
      for (ConsumedRecord<CallEvent> event : events) {
        try {
          call = CallFold.apply(call, event.event());
          orphans += call == null ? 1 : 0;
        } catch (IllegalArgumentException e) {
          rejected.add(event.reject(e));
        }
      }
      return call;
    }

    Instant oldest() {
      return byCall.values().stream()
          .map(events -> CallEvents.occurredAt(events.getFirst().event()))
          .min(Instant::compareTo)
          .orElseThrow();
    }
  }
}
