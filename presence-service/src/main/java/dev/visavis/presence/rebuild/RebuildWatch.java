package dev.visavis.presence.rebuild;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.visavis.presence.PresenceConfig;
import dev.visavis.presence.store.Keys;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.ReadModelAway;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Looks all the time whether Redis still holds the read model, made from the logs that Kafka
/// holds.
@ApplicationScoped
public class RebuildWatch {
  private static final Logger LOG = Logger.getLogger(RebuildWatch.class);

  private final ReadModel model;
  private final Rebuild rebuild;
  private final LogGeneration generation;
  private final Wipe wipe;
  private final PresenceConfig config;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("presence-rebuild").factory());
  private volatile boolean complete;

  RebuildWatch(
      ReadModel model,
      Rebuild rebuild,
      LogGeneration generation,
      Wipe wipe,
      PresenceConfig config) {
    this.model = model;
    this.rebuild = rebuild;
    this.generation = generation;
    this.wipe = wipe;
    this.config = config;
  }

  /// Whether Redis held the whole read model when it was last looked at.
  public boolean isComplete() {
    return complete;
  }

  void start(@Observes StartupEvent started) {
    long interval = config.markerInterval().toMillis();
    var _ = thread.scheduleWithFixedDelay(this::look, 0, interval, MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent stopped) {
    thread.shutdownNow();
  }

  private void look() {
    try {
      String logs = generation.current();
      String marker = marker();
      if (marker != null && !marker.startsWith(logs + "/")) {
        LOG.warn("Redis holds a read model of other logs: it goes");
        wipe.run();
        marker = null;
      }
      if (marker == null) {
        complete = false;
        rebuild.run(logs);
        marker = marker();
      }
      complete = marker != null;
    } catch (ReadModelAway | KafkaException e) {
      complete = false;
      LOG.infof("cannot tell whether Redis holds the read model: %s", e);
    } catch (RuntimeException e) {
      complete = false;
      LOG.error("filling Redis failed; it is tried again", e);
    }
  }

  private @Nullable String marker() {
    Response marker =
        model.runUnchecked(List.of(Request.cmd(Command.GET).arg(Keys.MARKER))).getFirst();
    return marker == null ? null : marker.toString();
  }
}
