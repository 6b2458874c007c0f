package dev.visavis.call.domain.state;

import java.time.Instant;

/// Messages sent to a closed connection may be on their way back. Until they have come back,
/// nothing is sent to the device's new connection, so that nothing is overtaken.
///
/// @param connectionId the previous connection
/// @param until if nothing has come back by then, the gateway is dead
/// @param isExtended the second period is running; the first began with a command that may itself
///     have waited in the log for that long
public record Reclaim(String connectionId, Instant until, boolean isExtended) {
  public static Reclaim of(String connectionId, Instant until) {
    return new Reclaim(connectionId, until, false);
  }

  Reclaim until(Instant later) {
    return new Reclaim(connectionId, later, true);
  }

  /// The id of the barrier that follows the messages to the previous connection and comes back
  /// after them.
  public String barrierId() {
    return "recall:" + connectionId;
  }
}
