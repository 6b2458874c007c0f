package dev.visavis.gateway;

import dev.visavis.proto.v1.DeviceRoute;
import jakarta.inject.Singleton;
import java.util.UUID;

/// Which gateway this is, and which life of it.
@Singleton
public final class GatewayIdentity {
  private final int partition;
  private volatile String incarnation = UUID.randomUUID().toString();

  GatewayIdentity(GatewayConfig config) {
    this.partition = config.inboxPartition();
  }

  public int partition() {
    return partition;
  }

  /// New with each start of the process: routes of an earlier life are void.
  public String incarnation() {
    return incarnation;
  }

  /// The present life has been declared over; whoever registers from now on does so in a new one.
  public void startNewIncarnation() {
    incarnation = UUID.randomUUID().toString();
  }

  /// A route by way of this gateway.
  public DeviceRoute.Builder route(String userId, String deviceId, String connectionId) {
    return DeviceRoute.newBuilder()
        .setUserId(userId)
        .setDeviceId(deviceId)
        .setGateway(partition)
        .setConnectionId(connectionId)
        .setIncarnation(incarnation)
        .setAcceptsBatches(true)
        .setAcceptsSharedContent(true);
  }
}
