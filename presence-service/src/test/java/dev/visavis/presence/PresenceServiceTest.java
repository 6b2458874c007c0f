package dev.visavis.presence;

import dev.visavis.infra.EmbeddedInfrastructure;
import dev.visavis.infra.TestTokenKeys;
import dev.visavis.presence.store.RedisReplies;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.CallCommand.CommandCase;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.Delivery.ActionCase;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.support.PresenceKeys;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// The base of the tests of the whole service: gives them the topics and Redis.
@WithTestResource(
    value = EmbeddedInfrastructure.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,redis"))
@WithTestResource(TestTokenKeys.class)
@SuppressWarnings("NullAway.Init") // injected
public abstract class PresenceServiceTest {
  @Inject protected Logs logs;
  @Inject protected RedisDataSource redis;

  protected static ConditionFactory eventually() {
    return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10));
  }

  /// Registers the device and waits until presence-service has confirmed that to its gateway.
  protected void online(DeviceRoute device) {
    logs.publish(TestEvents.online(device));
    eventually().until(() -> !delivered(device, ActionCase.DEVICE_REGISTERED).isEmpty());
  }

  protected List<Delivery> delivered(DeviceRoute device, ActionCase what) {
    return logs.deliveries(device.getConnectionId()).stream()
        .filter(delivery -> delivery.getActionCase() == what)
        .toList();
  }

  protected List<CallCommand> commanded(String callId, CommandCase what) {
    return logs.commands(callId).stream()
        .filter(command -> command.getCommandCase() == what)
        .toList();
  }

  protected List<DeviceRoute> devicesOf(String userId) {
    return numberedDevicesOf(userId).stream().map(TestEvents::unnumbered).toList();
  }

  protected List<DeviceRoute> numberedDevicesOf(String userId) {
    return RedisReplies.routes(
        redis.execute("HGETALL", PresenceKeys.devices(userId)).getDelegate());
  }

  protected Map<String, String> callsOf(String userId) {
    return RedisReplies.hash(redis.execute("HGETALL", PresenceKeys.calls(userId)).getDelegate());
  }

  /// Renews the lease of the device's gateway.
  protected void holdLease(DeviceRoute device, Duration length) {
    redis
        .value(String.class)
        .psetex(
            PresenceKeys.gatewayLease(device.getGateway()),
            length.toMillis(),
            device.getIncarnation());
  }
}
