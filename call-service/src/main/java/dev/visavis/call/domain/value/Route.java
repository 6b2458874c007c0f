package dev.visavis.call.domain.value;

import org.jspecify.annotations.Nullable;

/// Where a device is: its gateway and its connection there. A connection id names one socket.
///
/// @param connectionOrdinal of two connections of a device the one with the greater came later; 0:
///     not known
/// @param acceptsBatches the gateway is of a version that reads several deliveries from one record
/// @param acceptsSharedContent and of one that reads what they have in common once
public record Route(
    String userId,
    String deviceId,
    int gateway,
    String connectionId,
    String incarnation,
    @Nullable String deviceName,
    @Nullable String platform,
    long connectionOrdinal,
    boolean acceptsBatches,
    boolean acceptsSharedContent) {
  /// As far as is known.
  public boolean isOlderThan(Route other) {
    return connectionOrdinal > 0 && connectionOrdinal < other.connectionOrdinal;
  }
}
