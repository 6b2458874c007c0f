package dev.visavis.presence.device;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.presence.device.DeviceUpdateResult.Verdict;
import dev.visavis.presence.log.ConsumedRecord;
import dev.visavis.presence.log.Output;
import dev.visavis.presence.log.Projection;
import dev.visavis.presence.log.RecordWriter;
import dev.visavis.presence.notification.PresenceUpdate;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceRoute;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes device events into Redis and notifies live calls and gateways.
///
/// Avoids a race between `register` and `ring`: this script writes the device and then reads the
/// calls, in one atomic step; the call projection writes the call and then reads the devices.
/// Whichever runs second sees the other's write.
@ApplicationScoped
public class DeviceProjection implements Projection<DeviceEvent> {
  private final ReadModel model;
  private final RecordWriter log;

  DeviceProjection(ReadModel model, RecordWriter log) {
    this.model = model;
    this.log = log;
  }

  /// @throws IllegalArgumentException if no delivery could reach the device
  public static DeviceEvent decode(byte[] value) throws InvalidProtocolBufferException {
    DeviceEvent event = DeviceEvent.parseFrom(value);
    DeviceRoute device = event.getDevice();
    if (device.getUserId().isEmpty() || device.getDeviceId().isEmpty()) {
      throw new IllegalArgumentException("the event has no user id or device id");
    }
    if (event.hasOnline()
        && (device.getConnectionId().isEmpty()
            || device.getGateway() < 0
            || device.getGateway() >= Topic.GATEWAY_INBOX.partitions())) {
      throw new IllegalArgumentException("the device has no connection or no valid gateway");
    }
    return event;
  }

  @Override
  public void apply(List<ConsumedRecord<DeviceEvent>> batch) {
    List<Request> requests = new ArrayList<>();
    for (ConsumedRecord<DeviceEvent> record : batch) {
      if (record.value().hasOnline()) {
        requests.addAll(DeviceRequests.index(record.value()));
      }
    }
    int first = requests.size();
    batch.forEach(record -> requests.add(DeviceRequests.apply(record)));
    long now = System.currentTimeMillis();
    batch.forEach(record -> requests.addAll(updates(record.value(), now)));
    List<@Nullable Response> replies = model.run(requests);

    List<Output> outputs = new ArrayList<>();
    List<Request> leftGateways = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      DeviceEvent event =
          batch.get(i).value().toBuilder()
              .setDevice(DeviceRequests.withOrdinal(batch.get(i)))
              .build();
      DeviceUpdateResult result = DeviceRequests.result(replies.get(first + i));
      outputs.addAll(DeviceOutputs.of(event, result));
      DeviceRoute endedConnection = endedConnection(event, result);
      if (endedConnection != null) {
        leftGateways.add(DeviceRequests.unindex(endedConnection));
      }
    }
    log.write(outputs);
    model.run(leftGateways);
  }

  private static List<Request> updates(DeviceEvent event, long now) {
    DeviceRoute device = event.getDevice();
    Request changed = new PresenceUpdate.StatusChanged(device.getUserId()).mark(now);
    return event.hasOnline()
        ? List.of(
            changed,
            new PresenceUpdate.DeviceArrived(device.getUserId(), device.getDeviceId()).mark(now))
        : List.of(changed);
  }

  /// The connection that this record ends; null if none.
  private static @Nullable DeviceRoute endedConnection(
      DeviceEvent event, DeviceUpdateResult result) {
    boolean applied = result.verdict() == Verdict.APPLIED;
    if (event.hasRevoked()) {
      return applied ? result.route() : null;
    }
    if (event.hasOnline() && applied) {
      return result.isCurrent(event.getDevice().getConnectionId()) ? null : result.route();
    }
    return event.getDevice();
  }
}
