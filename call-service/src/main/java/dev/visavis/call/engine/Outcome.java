package dev.visavis.call.engine;

import dev.visavis.call.store.StoredOutcome;
import dev.visavis.proto.DeliveryBatches;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeliveryBatch;
import dev.visavis.proto.v1.events.CallEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one record of the log leads to.
///
/// @param kind the schema's word for the command, for metrics and traces
/// @param batch what devices are told, at all gateways together
/// @param deadLetter why the record could not be processed
/// @param timings that the call has come to
public record Outcome(
    Result result,
    String kind,
    List<CallEvent> events,
    DeliveryBatch batch,
    @Nullable String deadLetter,
    CallTimings timings) {

  /// What became of it.
  public enum Result {
    ACCEPTED("accepted"),
    REJECTED("rejected"),
    /// There is no room for the call.
    REFUSED("refused"),
    /// The same record again, after a crash: the same answers go out again.
    REPLAYED("replayed"),
    /// The same command in another record: it was applied before.
    DUPLICATE("repeated"),
    /// Could not be processed.
    DEAD_LETTERED("parked");

    private final String label;

    Result(String label) {
      this.label = label;
    }

    /// The label of metrics and traces; dashboards and alerts know it.
    public String label() {
      return label;
    }
  }

  public Outcome {
    events = List.copyOf(events);
  }

  /// Each delivery with all its content, in order.
  public List<Delivery> deliveries() {
    return DeliveryBatches.whole(batch);
  }

  static Outcome withoutOutput(Result result, String kind) {
    return new Outcome(
        result, kind, List.of(), DeliveryBatch.getDefaultInstance(), null, CallTimings.NONE);
  }

  static Outcome replayOf(StoredOutcome stored) {
    return new Outcome(
        Result.REPLAYED,
        "replayed",
        stored.getEventsList(),
        stored.hasBatch()
            ? stored.getBatch()
            : DeliveryBatch.newBuilder().addAllDeliveries(stored.getDeliveriesList()).build(),
        stored.hasDeadLetter() ? stored.getDeadLetter() : null,
        CallTimings.NONE);
  }

  boolean hasNoOutput() {
    return events.isEmpty() && batch.getDeliveriesCount() == 0 && deadLetter == null;
  }

  StoredOutcome toStore() {
    StoredOutcome.Builder stored =
        StoredOutcome.newBuilder().addAllEvents(events).setRefused(result == Result.REFUSED);
    if (batch.getSharedCount() == 0) {
      stored.addAllDeliveries(batch.getDeliveriesList());
    } else {
      stored.setBatch(batch);
    }
    if (deadLetter != null) {
      stored.setDeadLetter(deadLetter);
    }
    return stored.build();
  }
}
