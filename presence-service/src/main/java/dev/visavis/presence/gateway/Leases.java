package dev.visavis.presence.gateway;

import dev.visavis.presence.store.ReadModel;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.support.PresenceKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The leases that gateways hold and renew.
@ApplicationScoped
public class Leases {
  private final ReadModel model;

  Leases(ReadModel model) {
    this.model = model;
  }

  /// Returns the incarnation that holds the lease of each gateway of `devices`.
  public Map<Integer, String> of(Collection<DeviceRoute> devices) {
    return ofGateways(devices.stream().map(DeviceRoute::getGateway).distinct().toList());
  }

  Map<Integer, String> ofGateways(List<Integer> gateways) {
    List<@Nullable Response> replies =
        model.run(
            gateways.stream()
                .map(gateway -> Request.cmd(Command.GET).arg(PresenceKeys.gatewayLease(gateway)))
                .toList());
    Map<Integer, String> held = new HashMap<>();
    for (int i = 0; i < gateways.size(); i++) {
      Response incarnation = replies.get(i);
      if (incarnation != null) {
        held.put(gateways.get(i), incarnation.toString());
      }
    }
    return held;
  }

  /// Whether another incarnation has replaced the one that the device was connected to. A missing
  /// lease proves nothing, because Redis may have just restarted; [GatewayMonitor] decides that
  /// case.
  public static boolean isReplaced(DeviceRoute device, Map<Integer, String> held) {
    String holder = held.get(device.getGateway());
    return holder != null && !holder.equals(device.getIncarnation());
  }

  /// A device is online while the incarnation that it is connected to holds its gateway's lease.
  public static boolean isOnline(DeviceRoute device, Map<Integer, String> held) {
    return device.getIncarnation().equals(held.get(device.getGateway()));
  }
}
