package dev.visavis.presence.gateway;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.visavis.presence.PresenceConfig;
import dev.visavis.presence.log.LogAway;
import dev.visavis.presence.store.Keys;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.ReadModelAway;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Looks at the leases of the gateways that devices are on. Every instance does, and declares the
/// same devices offline; the log of devices makes one of it.
@ApplicationScoped
public class GatewayWatch {
  private static final Logger LOG = Logger.getLogger(GatewayWatch.class);

  private final ReadModel model;
  private final Leases leases;
  private final DeadGateway deadGateway;
  private final PresenceConfig config;
  private final Counter deaths;
  private final LeaseJudge judge = new LeaseJudge();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("presence-gateways").factory());

  GatewayWatch(
      ReadModel model,
      Leases leases,
      DeadGateway deadGateway,
      PresenceConfig config,
      MeterRegistry metrics) {
    this.model = model;
    this.leases = leases;
    this.deadGateway = deadGateway;
    this.config = config;
    this.deaths =
        Counter.builder("visavis.presence.gateway.deaths")
            .description("looks at which a gateway whose lease is gone was declared dead")
            .register(metrics);
  }

  void start(@Observes StartupEvent started) {
    long interval = config.watchInterval().toMillis();
    var _ = thread.scheduleAtFixedRate(this::look, interval, interval, MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent stopped) {
    thread.shutdownNow();
  }

  private void look() {
    try {
      List<@Nullable Response> answers =
          model.run(
              List.of(
                  Request.cmd(Command.SMEMBERS).arg(Keys.GATEWAYS),
                  Request.cmd(Command.GET).arg(Keys.MARKER),
                  Request.cmd(Command.INFO).arg("server")));
      List<GatewayProcess> known = processes(answers.get(0));
      List<Integer> gateways = known.stream().map(GatewayProcess::gateway).distinct().toList();
      Map<Integer, String> held = leases.ofGateways(gateways);
      String store = answers.get(1) + " " + runId(answers.get(2));
      judge.dead(store, known, held, System.nanoTime()).forEach(this::declareDead);
    } catch (ReadModelAway e) {
      judge.noAnswer();
      LOG.debugf(e, "no look at the gateways");
    } catch (LogAway e) {
      LOG.warnf(e, "devices of a dead gateway are declared offline at the next look");
    } catch (RuntimeException e) {
      LOG.error("a look at the gateways failed", e);
    }
  }

  private void declareDead(GatewayProcess process) {
    deaths.increment();
    deadGateway.declareOffline(process);
  }

  private static List<GatewayProcess> processes(@Nullable Response members) {
    return members == null
        ? List.of()
        : members.stream()
            .map(member -> GatewayProcess.parse(member.toString()))
            .flatMap(Optional::stream)
            .toList();
  }

  /// The id that a Redis process has for its life.
  private static String runId(@Nullable Response info) {
    return info == null
        ? ""
        : info.toString().lines().filter(line -> line.startsWith("run_id:")).findFirst().orElse("");
  }
}
