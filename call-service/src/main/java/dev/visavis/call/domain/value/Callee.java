package dev.visavis.call.domain.value;

import java.util.List;

/// A user who is to ring, as presence saw them when the command was written.
///
/// @param blocksCaller no device rings, and the caller must not learn why
/// @param inCall joined in another live call
public record Callee(User user, List<Route> devices, boolean blocksCaller, boolean inCall) {
  public Callee {
    devices = List.copyOf(devices);
  }
}
