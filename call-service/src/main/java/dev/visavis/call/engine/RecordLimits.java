package dev.visavis.call.engine;

import com.google.protobuf.MessageLite;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The largest records that one command may cause. A record that Kafka refuses would be lost or
/// stop the partition, so the command is refused instead.
///
/// @param maxStoredBytes of a call or an outcome in the store, and so in its changelog
/// @param maxSentBytes of an event or a delivery
public record RecordLimits(int maxStoredBytes, int maxSentBytes) {
  /// Room for what Kafka adds to a record: batch, key and headers.
  private static final int OVERHEAD_BYTES = 8 * 1024;

  /// The `max.message.bytes` of the changelog.
  public static final int CHANGELOG_BYTES = 8 * 1024 * 1024;

  /// Kafka's default `max.message.bytes`, which the other topics have.
  private static final int TOPIC_BYTES = 1024 * 1024;

  public static final RecordLimits STANDARD =
      new RecordLimits(CHANGELOG_BYTES - OVERHEAD_BYTES, TOPIC_BYTES - OVERHEAD_BYTES);

  /// Returns which record is too large to be written, or null if all fit.
  ///
  /// @param call the changed call; null if it does not change
  /// @param outcome null if it is not stored
  @Nullable String excess(byte @Nullable [] call, byte @Nullable [] outcome, Outcome sent) {
    if (call != null && call.length > maxStoredBytes) {
      return "the call: " + call.length + " bytes";
    }
    if (outcome != null && outcome.length > maxStoredBytes) {
      return "the outcome: " + outcome.length + " bytes";
    }
    int event = largest(sent.events());
    if (event > maxSentBytes) {
      return "an event: " + event + " bytes";
    }
    int delivery =
        largest(sent.batch().getDeliveriesList()) + largest(sent.batch().getSharedList());
    return delivery > maxSentBytes ? "a delivery: " + delivery + " bytes" : null;
  }

  private static int largest(List<? extends MessageLite> messages) {
    int largest = 0;
    for (MessageLite message : messages) {
      largest = Math.max(largest, message.getSerializedSize());
    }
    return largest;
  }
}
