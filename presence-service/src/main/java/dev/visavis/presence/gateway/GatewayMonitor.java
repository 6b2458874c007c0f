package dev.visavis.presence.gateway;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.visavis.presence.PresenceConfig;
import dev.visavis.presence.log.KafkaUnavailableException;
import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.ReadModelUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
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

/// Checks the leases of all gateways that have devices. Every instance does this and may declare
/// the same devices offline; the device topic makes the repetition harmless.
@ApplicationScoped
public class GatewayMonitor {
  private static final Logger LOG = Logger.getLogger(GatewayMonitor.class);

  private final ReadModel model;
  private final Leases leases;
  private final DeadGatewayHandler deadGateways;
  private final PresenceConfig config;
  private final Counter deadGatewayChecks;
  private final GatewayFailureDetector failureDetector = new GatewayFailureDetector();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("presence-gateways").factory());

  GatewayMonitor(
      ReadModel model,
      Leases leases,
      DeadGatewayHandler deadGateways,
      PresenceConfig config,
      MeterRegistry metrics) {
    this.model = model;
    this.leases = leases;
    this.deadGateways = deadGateways;
    this.config = config;
    this.deadGatewayChecks =
        Counter.builder("visavis.presence.dead.gateway.checks")
            .description("checks that declared a gateway dead because its lease was gone")
            .register(metrics);
    // The earlier name, for one release.
    FunctionCounter.builder("visavis.presence.gateway.deaths", deadGatewayChecks, Counter::count)
        .description("the same as visavis.presence.dead.gateway.checks")
        .register(metrics);
  }

  void start(@Observes StartupEvent started) {
    long interval = config.leaseCheckInterval().toMillis();
    var _ = thread.scheduleAtFixedRate(this::checkLeases, interval, interval, MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent stopped) {
    thread.shutdownNow();
  }

  private void checkLeases() {
    try {
      List<@Nullable Response> replies =
          model.run(
              List.of(
                  Request.cmd(Command.SMEMBERS).arg(InternalPresenceKeys.GATEWAYS),
                  Request.cmd(Command.GET).arg(InternalPresenceKeys.MARKER),
                  Request.cmd(Command.INFO).arg("server")));
      List<GatewayIncarnation> known = incarnations(replies.get(0));
      List<Integer> gateways = known.stream().map(GatewayIncarnation::gateway).distinct().toList();
      Map<Integer, String> held = leases.ofGateways(gateways);
      String store = replies.get(1) + " " + runId(replies.get(2));
      failureDetector.dead(store, known, held, System.nanoTime()).forEach(this::declareDead);
    } catch (ReadModelUnavailableException e) {
      failureDetector.redisUnavailable();
      LOG.debugf(e, "Gateway leases could not be checked, Redis is unavailable");
    } catch (KafkaUnavailableException e) {
      LOG.warnf(
          e,
          "Could not declare the devices of a dead gateway offline; retrying at the next lease check");
    } catch (RuntimeException e) {
      LOG.error("Checking the gateway leases failed", e);
    }
  }

  private void declareDead(GatewayIncarnation incarnation) {
    deadGatewayChecks.increment();
    deadGateways.declareOffline(incarnation);
  }

  private static List<GatewayIncarnation> incarnations(@Nullable Response members) {
    return members == null
        ? List.of()
        : members.stream()
            .map(member -> GatewayIncarnation.parse(member.toString()))
            .flatMap(Optional::stream)
            .toList();
  }

  /// The id of a Redis process, which changes with every start.
  private static String runId(@Nullable Response info) {
    return info == null
        ? ""
        : info.toString().lines().filter(line -> line.startsWith("run_id:")).findFirst().orElse("");
  }
}
