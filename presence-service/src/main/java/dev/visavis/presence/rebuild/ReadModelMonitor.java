package dev.visavis.presence.rebuild;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.visavis.presence.PresenceConfig;
import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.ReadModelUnavailableException;
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

/// Checks continuously whether Redis holds the read model, and whether it was built from the
/// present topics. If not, it starts a rebuild.
@ApplicationScoped
public class ReadModelMonitor {
  private static final Logger LOG = Logger.getLogger(ReadModelMonitor.class);

  private final ReadModel model;
  private final Rebuild rebuild;
  private final DeviceTopicId deviceTopic;
  private final ReadModelCleaner cleaner;
  private final PresenceConfig config;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("presence-rebuild").factory());
  private volatile boolean complete;

  ReadModelMonitor(
      ReadModel model,
      Rebuild rebuild,
      DeviceTopicId deviceTopic,
      ReadModelCleaner cleaner,
      PresenceConfig config) {
    this.model = model;
    this.rebuild = rebuild;
    this.deviceTopic = deviceTopic;
    this.cleaner = cleaner;
    this.config = config;
  }

  /// Whether Redis held the whole read model at the last check.
  public boolean isComplete() {
    return complete;
  }

  void start(@Observes StartupEvent started) {
    long interval = config.rebuildCheckInterval().toMillis();
    var _ = thread.scheduleWithFixedDelay(this::check, 0, interval, MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent stopped) {
    thread.shutdownNow();
  }

  private void check() {
    try {
      String logs = deviceTopic.current();
      String marker = marker();
      if (marker != null && !marker.startsWith(logs + "/")) {
        LOG.warn("The read model in Redis was built from other topics; deleting and rebuilding it");
        cleaner.run();
        marker = null;
      }
      if (marker == null) {
        complete = false;
        rebuild.run(logs);
        marker = marker();
      }
      complete = marker != null;
    } catch (ReadModelUnavailableException | KafkaException e) {
      complete = false;
      LOG.infof("Cannot check whether Redis holds the read model: %s", e);
    } catch (RuntimeException e) {
      complete = false;
      LOG.error("Rebuilding the read model in Redis failed; retrying", e);
    }
  }

  private @Nullable String marker() {
    Response marker =
        model
            .runUnchecked(List.of(Request.cmd(Command.GET).arg(InternalPresenceKeys.MARKER)))
            .getFirst();
    return marker == null ? null : marker.toString();
  }
}
