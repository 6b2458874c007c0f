package dev.visavis.gateway;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/// Converts instants to the schema's `Timestamp`, truncated to the millisecond like all times on
/// the wire.
public final class ProtoTime {
  private ProtoTime() {}

  public static Timestamp now() {
    return of(Instant.now());
  }

  public static Timestamp of(Instant instant) {
    int millis = instant.getNano() / 1_000_000;
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(millis * 1_000_000)
        .build();
  }
}
