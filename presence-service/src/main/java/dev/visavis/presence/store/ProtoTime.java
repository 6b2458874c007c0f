package dev.visavis.presence.store;

import com.google.protobuf.Timestamp;

/// Converts instants to the schema's timestamps.
public final class ProtoTime {
  private ProtoTime() {}

  /// @param millis since the epoch
  public static Timestamp ofMillis(long millis) {
    return Timestamp.newBuilder()
        .setSeconds(Math.floorDiv(millis, 1_000L))
        .setNanos((int) Math.floorMod(millis, 1_000L) * 1_000_000)
        .build();
  }
}
