package dev.visavis.presence.device;

import dev.visavis.proto.v1.DeviceRoute;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Redis made of one record of the device log.
///
/// @param route the route that stood before the record; for one that is not applied, the route
///     that stands
/// @param calls the user's live calls, id to state, read after the write
/// @param signedInAt of the user of the connection that stands now (epoch ms)
public record DeviceUpdateResult(
    Verdict verdict, @Nullable DeviceRoute route, Map<String, String> calls, long signedInAt) {
  public enum Verdict {
    /// The record tells the device's state now; the same when it is read a second time.
    APPLIED,
    /// The log has a later record of the device already: a replay.
    OLD,
    /// The latest record of the device, but of another connection than the one that counts.
    OVERRULED,
    /// Refused: the device was revoked after its user signed in.
    REVOKED,
    /// Refused: the user has signed out of the session of this socket.
    SIGNED_OUT,
    /// Refused: the user has as many devices online as one may have.
    FULL
  }

  boolean isCurrent(String connectionId) {
    return route != null && route.getConnectionId().equals(connectionId);
  }
}
