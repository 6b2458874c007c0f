package dev.visavis.presence.device;

import dev.visavis.proto.v1.DeviceRoute;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The result of applying one device event to Redis.
///
/// @param route the route before the record; for a record that is not applied, the current route
/// @param calls the user's live calls, id to state, read after the write
/// @param signedInAt when the user of the current connection signed in (epoch ms)
/// @param sessionId the session of the current connection; empty if unknown
public record DeviceUpdateResult(
    Verdict verdict,
    @Nullable DeviceRoute route,
    Map<String, String> calls,
    long signedInAt,
    String sessionId) {
  public enum Verdict {
    /// The record describes the device's current state. A replay of the same record has the same
    /// result.
    APPLIED,
    /// The topic has a later record of this device: this one is a replay.
    OLD,
    /// The latest record of the device, but not of its current or latest connection.
    OVERRULED,
    /// Refused: the device was revoked after its user signed in.
    REVOKED,
    /// Refused: the user has signed out of the session of this socket.
    SIGNED_OUT,
    /// Refused: the user has the maximum number of devices online.
    FULL
  }

  boolean isCurrent(String connectionId) {
    return route != null && route.getConnectionId().equals(connectionId);
  }
}
