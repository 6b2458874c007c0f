package dev.visavis.history.projection;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.proto.v1.events.CallEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads records of `visavis.call.events`. Throws [IllegalArgumentException] on a violation of the
/// schema, so that it never reaches the database.
final class CallEvents {
  private CallEvents() {}

  static CallEvent decode(byte @Nullable [] value) {
    if (value == null) {
      throw new IllegalArgumentException("the record has no value");
    }
    CallEvent event = parse(value);
    uuid(event.getCallId());
    if (event.getVersion() < 1 || event.getIndex() < 0 || !event.hasOccurredAt()) {
      throw new IllegalArgumentException("the event has no version or instant");
    }
    return event;
  }

  /// Milliseconds, the precision of every instant: docs/protocol.md, "Encoding".
  static Instant occurredAt(CallEvent event) {
    var at = event.getOccurredAt();
    return Instant.ofEpochSecond(at.getSeconds(), at.getNanos()).truncatedTo(ChronoUnit.MILLIS);
  }

  static UUID uuid(String text) {
    UUID id = UUID.fromString(text);
    if (!id.toString().equals(text.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("not a UUID in its full form");
    }
    return id;
  }

  private static CallEvent parse(byte[] value) {
    try {
      return CallEvent.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not a CallEvent", e);
    }
  }
}
