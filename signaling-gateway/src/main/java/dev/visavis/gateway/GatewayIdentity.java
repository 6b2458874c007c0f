package dev.visavis.gateway;

import dev.visavis.proto.v1.DeviceRoute;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Supplier;

/// Which gateway this is, and which life of it.
@Singleton
public final class GatewayIdentity {
  private final int partition;
  private final Supplier<String> ids;
  private volatile String incarnation;

  @Inject
  GatewayIdentity(GatewayConfig config) {
    this(config.inboxPartition(), () -> UUID.randomUUID().toString());
  }

  /// @param ids makes a new one each time; the simulation draws them from its seed
  public GatewayIdentity(int partition, Supplier<String> ids) {
    this.partition = partition;
    this.ids = ids;
    this.incarnation = ids.get();
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
    incarnation = ids.get();
  }

  /// The route of a new connection to this gateway.
  public DeviceRoute.Builder newRoute(String userId, String deviceId) {
    return DeviceRoute.newBuilder()
        .setUserId(userId)
        .setDeviceId(deviceId)
        .setGateway(partition)
        .setConnectionId(ids.get())
        .setIncarnation(incarnation)
        .setAcceptsBatches(true)
        .setAcceptsSharedContent(true);
  }
}
