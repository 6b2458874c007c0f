package dev.visavis.call.domain.value;

import org.jspecify.annotations.Nullable;

/// The route of a device: its gateway and its connection there. A connection id names one socket.
///
/// @param connectionOrdinal greater for a later connection of the same device; 0 if unknown
/// @param acceptsBatches whether the gateway reads several deliveries from one record
/// @param acceptsSharedContent whether it also reads content that these deliveries share
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
  /// False if the order of the connections is unknown.
  public boolean isOlderThan(Route other) {
    return connectionOrdinal > 0 && connectionOrdinal < other.connectionOrdinal;
  }
}
