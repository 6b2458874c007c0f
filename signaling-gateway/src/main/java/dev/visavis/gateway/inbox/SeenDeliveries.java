package dev.visavis.gateway.inbox;

import java.util.LinkedHashMap;
import java.util.Map;

/// Remembers the latest deliveries: after a crash call-service sends again what it may have sent.
/// Not thread-safe.
final class SeenDeliveries {
  private final Map<String, Boolean> latest;

  SeenDeliveries(int most) {
    this.latest =
        new LinkedHashMap<>(16, 0.75f, false) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > most;
          }
        };
  }

  /// Whether it is here for the first time. What has no id is always new.
  boolean isNew(String deliveryId) {
    return deliveryId.isEmpty() || latest.putIfAbsent(deliveryId, Boolean.TRUE) == null;
  }
}
