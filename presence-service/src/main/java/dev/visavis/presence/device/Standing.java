package dev.visavis.presence.device;

import dev.visavis.proto.v1.DeviceRoute;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Redis made of one record of the device log.
///
/// @param route the route that stood before the record; for one that is not applied, the route
///     that stands
/// @param calls the user's live calls, id to state, read after the write
public record Standing(Verdict verdict, @Nullable DeviceRoute route, Map<String, String> calls) {
  public enum Verdict {
    /// The record tells the device's state now; the same when it is read a second time.
    APPLIED,
    /// The log has a later record of the device already: a replay.
    OLD,
    /// The latest record of the device, but of another connection than the one that counts.
    OVERRULED
  }

  boolean standsFor(String connectionId) {
    return route != null && route.getConnectionId().equals(connectionId);
  }
}
