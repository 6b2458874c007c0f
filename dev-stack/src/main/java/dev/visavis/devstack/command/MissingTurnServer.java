package dev.visavis.devstack.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells the user of `visavis up` why there is no TURN server, and how that affects calls.
final class MissingTurnServer {
  private MissingTurnServer() {}

  /// @param notInstalled why coturn is not installed; empty if it is
  /// @param startFailure why coturn did not start; null if it did
  /// @return empty if coturn is running
  static Optional<String> report(Optional<String> notInstalled, @Nullable String startFailure) {
    return notInstalled
        .map(reason -> "coturn is not installed: " + reason)
        .or(
            () ->
                Optional.ofNullable(startFailure)
                    .map(reason -> "coturn does not start: " + reason + "; fix that"))
        .map(
            reason ->
                """

                There is no TURN server: calls fail between users whose networks allow no direct
                connection, and a call with ?relay=only does not connect.
                %s, and start again.\
                """
                    .formatted(reason));
  }
}
