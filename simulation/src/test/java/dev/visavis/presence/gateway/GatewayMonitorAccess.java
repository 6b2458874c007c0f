package dev.visavis.presence.gateway;

import dev.visavis.presence.PresenceConfig;
import dev.visavis.presence.log.RecordWriter;
import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.presence.store.ReadModel;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs the checks of `GatewayMonitor` for the simulation, which has only one thread.
public final class GatewayMonitorAccess {
  private final ReadModel model;
  private final Leases leases;
  private final DeadGatewayHandler deadGateways;
  private final GatewayFailureDetector failureDetector = new GatewayFailureDetector();

  public GatewayMonitorAccess(
      ReadModel model, RecordWriter log, PresenceConfig config, Clock clock) {
    this.model = model;
    this.leases = new Leases(model);
    this.deadGateways = new DeadGatewayHandler(model, log, config, clock);
  }

  public static Leases leases(ReadModel model) {
    return new Leases(model);
  }

  /// @param run Redis's run id, which changes when Redis restarts
  public void checkLeases(String run, long nanos) {
    List<@Nullable Response> answers =
        model.run(
            List.of(
                Request.cmd(Command.SMEMBERS).arg(InternalPresenceKeys.GATEWAYS),
                Request.cmd(Command.GET).arg(InternalPresenceKeys.MARKER)));
    List<GatewayIncarnation> known = incarnations(answers.get(0));
    List<Integer> gateways = known.stream().map(GatewayIncarnation::gateway).distinct().toList();
    failureDetector
        .dead(answers.get(1) + " " + run, known, leases.ofGateways(gateways), nanos)
        .forEach(deadGateways::declareOffline);
  }

  public void redisUnavailable() {
    failureDetector.redisUnavailable();
  }

  private static List<GatewayIncarnation> incarnations(@Nullable Response members) {
    return members == null
        ? List.of()
        : members.stream()
            .map(member -> GatewayIncarnation.parse(member.toString()))
            .flatMap(Optional::stream)
            .toList();
  }
}
