package dev.visavis.call.domain.state;

import java.time.Instant;

/// What was sent to a connection that is over may be on its way back. Until it is here, nothing
/// more is sent to the device's new connection, so that nothing is overtaken.
///
/// @param connectionId the former connection
/// @param until its gateway has died, if it has said nothing by then
/// @param isExtended this is the second term: the first one counts from a command that may have
///     waited in the log for longer than that
public record Reclaim(String connectionId, Instant until, boolean isExtended) {
  public static Reclaim of(String connectionId, Instant until) {
    return new Reclaim(connectionId, until, false);
  }

  Reclaim until(Instant later) {
    return new Reclaim(connectionId, later, true);
  }

  /// Of the barrier that follows what was sent there, and comes back behind it.
  public String barrierId() {
    return "recall:" + connectionId;
  }
}
