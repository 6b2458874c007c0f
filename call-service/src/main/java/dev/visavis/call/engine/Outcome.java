package dev.visavis.call.engine;

import dev.visavis.call.store.StoredOutcome;
import dev.visavis.proto.DeliveryBatches;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeliveryBatch;
import dev.visavis.proto.v1.events.CallEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The outcome of one record of the log.
///
/// @param kind the schema's name of the command, for metrics and traces
/// @param batch the deliveries to all gateways
/// @param deadLetter why the record could not be processed
/// @param timings the call's times that the command completed
public record Outcome(
    Result result,
    String kind,
    List<CallEvent> events,
    DeliveryBatch batch,
    @Nullable String deadLetter,
    CallTimings timings) {

  /// The result of the record.
  public enum Result {
    ACCEPTED("accepted"),
    REJECTED("rejected"),
    /// Memory has no room for another call.
    REFUSED("refused"),
    /// The same record again, after a crash. Its outcome is sent again.
    REPLAYED("replayed"),
    /// The same command in a second record. It was applied before.
    DUPLICATE("repeated"),
    /// The record could not be processed.
    DEAD_LETTERED("parked");

    private final String label;

    Result(String label) {
      this.label = label;
    }

    /// The label in metrics and traces, which dashboards and alerts use.
    public String label() {
      return label;
    }
  }

  public Outcome {
    events = List.copyOf(events);
  }

  /// The deliveries, each with its whole content, in order.
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
