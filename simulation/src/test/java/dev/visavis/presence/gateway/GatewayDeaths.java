package dev.visavis.presence.gateway;

import dev.visavis.presence.PresenceConfig;
import dev.visavis.presence.log.LogWriter;
import dev.visavis.presence.store.Keys;
import dev.visavis.presence.store.ReadModel;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What `GatewayWatch` does at each look, for the simulation, which has no threads of its own.
public final class GatewayDeaths {
  private final ReadModel model;
  private final Leases leases;
  private final DeadGateway deadGateway;
  private final LeaseJudge judge = new LeaseJudge();

  public GatewayDeaths(ReadModel model, LogWriter log, PresenceConfig config, Clock clock) {
    this.model = model;
    this.leases = new Leases(model);
    this.deadGateway = new DeadGateway(model, log, config, clock);
  }

  public static Leases leases(ReadModel model) {
    return new Leases(model);
  }

  /// @param run changes when Redis is started anew
  public void look(String run, long nanos) {
    List<@Nullable Response> answers =
        model.run(
            List.of(
                Request.cmd(Command.SMEMBERS).arg(Keys.GATEWAYS),
                Request.cmd(Command.GET).arg(Keys.MARKER)));
    List<GatewayProcess> known = processes(answers.get(0));
    List<Integer> gateways = known.stream().map(GatewayProcess::gateway).distinct().toList();
    judge
        .dead(answers.get(1) + " " + run, known, leases.ofGateways(gateways), nanos)
        .forEach(deadGateway::declareOffline);
  }

  public void noAnswer() {
    judge.noAnswer();
  }

  private static List<GatewayProcess> processes(@Nullable Response members) {
    return members == null
        ? List.of()
        : members.stream()
            .map(member -> GatewayProcess.parse(member.toString()))
            .flatMap(Optional::stream)
            .toList();
  }
}
