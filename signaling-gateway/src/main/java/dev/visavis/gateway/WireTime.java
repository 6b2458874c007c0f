package dev.visavis.gateway;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/// Instants as the schema has them: to the millisecond, as all of Visavis shows them.
public final class WireTime {
  private WireTime() {}

  public static Timestamp now() {
    Instant now = Instant.now();
    int millis = now.getNano() / 1_000_000;
    return Timestamp.newBuilder()
        .setSeconds(now.getEpochSecond())
        .setNanos(millis * 1_000_000)
        .build();
  }
}
