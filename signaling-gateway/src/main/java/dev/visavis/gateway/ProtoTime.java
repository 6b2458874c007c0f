package dev.visavis.gateway;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/// Instants as the schema has them: to the millisecond, as all of Visavis shows them.
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
