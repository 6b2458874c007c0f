package dev.visavis.gateway;

import dev.visavis.proto.v1.DeviceRoute;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Supplier;

/// The identity of this gateway: its inbox partition, and the incarnation of its process.
@Singleton
public final class GatewayIdentity {
  private final int partition;
  private final Supplier<String> ids;
  private volatile String incarnation;

  @Inject
  GatewayIdentity(GatewayConfig config) {
    this(config.inboxPartition(), () -> UUID.randomUUID().toString());
  }

  /// @param ids returns a new unique id each time; the simulation derives them from its seed
  public GatewayIdentity(int partition, Supplier<String> ids) {
    this.partition = partition;
    this.ids = ids;
    this.incarnation = ids.get();
  }

  public int partition() {
    return partition;
  }

  /// Differs for each start of the process; routes of an earlier incarnation are invalid.
  public String incarnation() {
    return incarnation;
  }

  /// Other services consider the current incarnation dead, so devices that register from now on get
  /// routes of a new one.
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
