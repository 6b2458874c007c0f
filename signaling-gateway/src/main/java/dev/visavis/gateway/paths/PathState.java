package dev.visavis.gateway.paths;

import dev.visavis.proto.v1.DeviceRoute;
import java.util.List;

/// The path of the messages from one device to one user.
sealed interface PathState {
  /// Through call-service.
  ///
  /// @param pending whether messages may still be in flight there, which a direct message would
  ///     overtake
  record ViaLog(boolean pending) implements PathState {}

  record Direct(DeviceRoute to) implements PathState {}

  /// Messages wait until the barrier has passed, so that none overtakes an earlier one.
  record Switching(String barrierId, long untilMs, List<RelayRequest> held) implements PathState {}

  PathState VIA_LOG_IDLE = new ViaLog(false);
  PathState VIA_LOG_PENDING = new ViaLog(true);
}
