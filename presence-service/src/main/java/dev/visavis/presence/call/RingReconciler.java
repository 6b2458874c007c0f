package dev.visavis.presence.call;

import dev.visavis.presence.device.ConnectionCommands;
import dev.visavis.presence.gateway.Leases;
import dev.visavis.presence.log.Output;
import dev.visavis.proto.v1.DeviceOffline;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.events.CallEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reports devices that came online or went offline after a gateway had read them for a ring or a
/// join, and before the call was known here.
@ApplicationScoped
class RingReconciler {
  private final Leases leases;

  RingReconciler(Leases leases) {
    this.leases = leases;
  }

  private record Missed(CallEvent event, DeviceRoute device, boolean inCall) {}

  List<Output> of(List<AppliedEvent> events) {
    List<Output> outputs = new ArrayList<>();
    List<Missed> missed = new ArrayList<>();
    for (AppliedEvent applied : events) {
      CallEvent event = applied.event();
      applied
          .deviceDiffs()
          .forEach(
              (user, diff) -> {
                boolean inCall = applied.isInAnotherCall(user);
                diff.missed().forEach(device -> missed.add(new Missed(event, device, inCall)));
                diff.vanished().forEach(device -> outputs.add(vanished(event, device)));
              });
    }
    Map<Integer, String> held = leases.of(missed.stream().map(Missed::device).toList());
    missed.stream()
        .filter(one -> !Leases.isReplaced(one.device(), held))
        .forEach(one -> outputs.add(connected(one)));
    return outputs;
  }

  private static Output vanished(CallEvent event, DeviceRoute device) {
    return ConnectionCommands.disconnected(
        event.getCallId(),
        device,
        DeviceOffline.getDefaultInstance(),
        event.getOccurredAt(),
        occasion(event));
  }

  private static Output connected(Missed missed) {
    CallEvent event = missed.event();
    return ConnectionCommands.connected(
        event.getCallId(),
        missed.device(),
        missed.inCall(),
        event.getOccurredAt(),
        occasion(event));
  }

  /// A user who comes in again may have been reported before, with the same connection, so the
  /// command id contains the version.
  private static String occasion(CallEvent event) {
    return event.hasCallInitiated() ? "" : ":" + event.getVersion();
  }
}
