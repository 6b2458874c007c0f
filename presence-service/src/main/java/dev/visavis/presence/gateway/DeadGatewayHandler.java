package dev.visavis.presence.gateway;

import com.google.protobuf.Timestamp;
import dev.visavis.presence.PresenceConfig;
import dev.visavis.presence.log.Output;
import dev.visavis.presence.log.RecordWriter;
import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceOffline;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.support.PresenceKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Declares the devices of a dead gateway offline, because the gateway cannot do so any more. It
/// writes to `visavis.device.events`, so the change is ordered with all others of each device.
@ApplicationScoped
class DeadGatewayHandler {
  private static final Logger LOG = Logger.getLogger(DeadGatewayHandler.class);
  private static final int CHUNK = 500;
  private static final long VERDICT_SECONDS = 86_400;

  private final ReadModel model;
  private final RecordWriter log;
  private final int maxPerCheck;
  private final Clock clock;

  @Inject
  DeadGatewayHandler(ReadModel model, RecordWriter log, PresenceConfig config) {
    this(model, log, config, Clock.systemUTC());
  }

  DeadGatewayHandler(ReadModel model, RecordWriter log, PresenceConfig config, Clock clock) {
    this.model = model;
    this.log = log;
    this.maxPerCheck = config.maxOfflinePerCheck();
    this.clock = clock;
  }

  void declareOffline(GatewayIncarnation process) {
    publishVerdict(process);
    String set = InternalPresenceKeys.devicesOn(process.gateway(), process.incarnation());
    int declared = 0;
    while (declared < maxPerCheck) {
      List<String> members = randomMembers(set);
      if (members.isEmpty()) {
        forget(process, set);
        break;
      }
      log.write(offline(process, members));
      model.run(members.stream().map(one -> Request.cmd(Command.SREM).arg(set).arg(one)).toList());
      declared += members.size();
    }
    LOG.infof("Gateway %s is dead, declared %d of its devices offline", process, declared);
  }

  /// Comes first: the gateway may only have been paused. It reads the verdict when it resumes, and
  /// then accepts no ring or registration for its earlier connections.
  private void publishVerdict(GatewayIncarnation process) {
    Request verdict =
        Request.cmd(Command.SET)
            .arg(PresenceKeys.deadIncarnation(process.incarnation()))
            .arg(clock.instant().toString())
            .arg("EX")
            .arg(VERDICT_SECONDS);
    model.run(List.of(verdict));
  }

  private List<String> randomMembers(String set) {
    Request request = Request.cmd(Command.SRANDMEMBER).arg(set).arg(Math.min(CHUNK, maxPerCheck));
    Response members = model.run(List.of(request)).getFirst();
    return members == null ? List.of() : members.stream().map(Response::toString).toList();
  }

  /// Leaves out devices that have another connection by now: their latest record must stay the last
  /// one.
  private List<Output> offline(GatewayIncarnation process, List<String> members) {
    List<DeviceRoute> devices = members.stream().map(one -> route(process, one)).toList();
    List<@Nullable Response> currentConnections =
        model.run(
            devices.stream()
                .map(
                    device ->
                        Request.cmd(Command.HGET)
                            .arg(
                                InternalPresenceKeys.device(
                                    device.getUserId(), device.getDeviceId()))
                            .arg("connection"))
                .toList());
    Instant now = clock.instant();
    Timestamp at =
        Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()).build();
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < devices.size(); i++) {
      Response connection = currentConnections.get(i);
      if (connection != null && connection.toString().equals(devices.get(i).getConnectionId())) {
        outputs.add(
            new Output.Device(
                DeviceEvent.newBuilder()
                    .setDevice(devices.get(i))
                    .setAt(at)
                    .setOffline(DeviceOffline.newBuilder().setAbrupt(true))
                    .build()));
      }
    }
    return outputs;
  }

  /// A device that is added to the gateway's set at the same time either finds the gateway missing
  /// and adds it again, or is seen here.
  private void forget(GatewayIncarnation process, String set) {
    List<@Nullable Response> replies =
        model.run(
            List.of(
                Request.cmd(Command.SREM).arg(InternalPresenceKeys.GATEWAYS).arg(process.member()),
                Request.cmd(Command.SCARD).arg(set)));
    Response left = replies.getLast();
    if (left != null && left.toInteger() > 0) {
      model.run(
          List.of(
              Request.cmd(Command.SADD).arg(InternalPresenceKeys.GATEWAYS).arg(process.member())));
    }
  }

  private static DeviceRoute route(GatewayIncarnation process, String member) {
    String[] parts = member.split(":", 3);
    return DeviceRoute.newBuilder()
        .setUserId(parts[0])
        .setDeviceId(parts.length > 1 ? parts[1] : "")
        .setConnectionId(parts.length > 2 ? parts[2] : "")
        .setGateway(process.gateway())
        .setIncarnation(process.incarnation())
        .build();
  }
}
