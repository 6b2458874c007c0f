package dev.visavis.devstack.command;

import java.util.Map;
import java.util.Optional;

/// Tells the user of `visavis up` why there is no media server, and how that affects calls.
final class MissingMediaServer {
  private MissingMediaServer() {}

  /// @param notInstalled why Janus is not installed; empty if it is
  /// @param isReachable whether this machine has an address that Janus can offer
  /// @param givenUp the programs that did not start, with the reasons
  /// @return empty if Janus is running
  static Optional<String> report(
      Optional<String> notInstalled, boolean isReachable, Map<String, String> givenUp) {
    return notInstalled
        .map(reason -> "Janus is not installed: " + reason)
        .or(
            () ->
                isReachable
                    ? Optional.empty()
                    : Optional.of(
                        "This machine has only the loopback address, which Janus cannot use:"
                            + " connect it to a network"))
        .or(
            () ->
                Optional.ofNullable(givenUp.get("janus-0"))
                    .map(reason -> "Janus does not start: " + reason + "; fix that"))
        .map(
            reason ->
                """

                There is no media server: calls of up to four people work, and a fifth is refused.
                %s, and start again.\
                """
                    .formatted(reason));
  }
}
