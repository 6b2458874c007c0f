package dev.visavis.gateway.relay;

import dev.visavis.proto.v1.DeviceRoute;
import java.util.List;

/// The way that messages of one device to one user take.
sealed interface Path {
  /// Through call-service.
  ///
  /// @param used something is under way there that a direct message would overtake
  record Log(boolean used) implements Path {}

  record Direct(DeviceRoute to) implements Path {}

  /// Messages wait until the barrier has come through, so that none overtakes an earlier one.
  record Switching(String barrierId, long untilMs, List<Outgoing> held) implements Path {}

  Path UNUSED = new Log(false);
  Path USED = new Log(true);
}
