package dev.visavis.presence.call;

import dev.visavis.presence.device.DeviceCommands;
import dev.visavis.presence.gateway.Leases;
import dev.visavis.presence.log.Output;
import dev.visavis.proto.v1.DeviceOffline;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.events.CallEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Devices that came or went between the moment when the gateway read them and the moment when the
/// call was known here.
@ApplicationScoped
class MissedDevices {
  private final Leases leases;

  MissedDevices(Leases leases) {
    this.leases = leases;
  }

  private record Missed(CallEvent event, DeviceRoute device, boolean inCall) {}

  List<Output> of(List<WrittenEvent> events) {
    List<Output> outputs = new ArrayList<>();
    List<Missed> missed = new ArrayList<>();
    for (WrittenEvent written : events) {
      CallEvent event = written.event();
      written
          .gaps()
          .forEach(
              (user, gap) -> {
                boolean inCall = written.isInAnotherCall(user);
                gap.missed().forEach(device -> missed.add(new Missed(event, device, inCall)));
                gap.vanished().forEach(device -> outputs.add(vanished(event, device)));
              });
    }
    Map<Integer, String> held = leases.of(missed.stream().map(Missed::device).toList());
    missed.stream()
        .filter(one -> !Leases.isOver(one.device(), held))
        .forEach(one -> outputs.add(connected(one)));
    return outputs;
  }

  private static Output vanished(CallEvent event, DeviceRoute device) {
    return DeviceCommands.disconnected(
        event.getCallId(), device, DeviceOffline.getDefaultInstance(), event.getOccurredAt());
  }

  /// Who is invited again may have been told before, with the same connection.
  private static Output connected(Missed missed) {
    CallEvent event = missed.event();
    String occasion = event.hasCallInitiated() ? "" : ":" + event.getVersion();
    return DeviceCommands.connected(
        event.getCallId(), missed.device(), missed.inCall(), event.getOccurredAt(), occasion);
  }
}
