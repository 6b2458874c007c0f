package dev.visavis.presence.notification;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.visavis.presence.PresenceConfig;
import dev.visavis.presence.log.KafkaUnavailableException;
import dev.visavis.presence.log.RecordWriter;
import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.ReadModelUnavailableException;
import dev.visavis.presence.view.PresenceState;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.logging.Logger;

/// Sends the presence updates in the queue, batch by batch, until it is empty.
@ApplicationScoped
public class PresenceNotifier {
  private static final Logger LOG = Logger.getLogger(PresenceNotifier.class);
  private static final int BATCH_SIZE = 50;

  private final PresenceUpdateQueue queue;
  private final FollowerPresenceReader followers;
  private final ContactPresenceReader contacts;
  private final ReadModel model;
  private final RecordWriter log;
  private final PresenceConfig config;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("presence-notifier").factory());

  PresenceNotifier(
      PresenceUpdateQueue queue,
      FollowerPresenceReader followers,
      ContactPresenceReader contacts,
      ReadModel model,
      RecordWriter log,
      PresenceConfig config) {
    this.queue = queue;
    this.followers = followers;
    this.contacts = contacts;
    this.model = model;
    this.log = log;
    this.config = config;
  }

  void start(@Observes StartupEvent started) {
    long interval = config.notifyInterval().toMillis();
    var _ = thread.scheduleWithFixedDelay(this::notifyPending, interval, interval, MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent stopped) {
    thread.shutdownNow();
  }

  private void notifyPending() {
    try {
      while (notifyBatch() && !Thread.currentThread().isInterrupted()) {
        LOG.debug("More presence updates may be waiting");
      }
    } catch (ReadModelUnavailableException e) {
      LOG.debugf(e, "Presence updates wait for Redis");
    } catch (KafkaUnavailableException e) {
      LOG.warnf(e, "Presence notifications could not be written to Kafka, retrying");
    } catch (RuntimeException e) {
      LOG.error("Sending presence notifications failed; retrying", e);
    }
  }

  /// Returns whether more presence updates may be waiting. If Redis or Kafka is unavailable, the
  /// claimed updates become due again when the claim ends.
  private boolean notifyBatch() {
    PresenceUpdateQueue.Claim claimed = queue.claim(BATCH_SIZE);
    List<PresenceUpdate.StatusChanged> changes = new ArrayList<>();
    List<PresenceNotification> notifications = new ArrayList<>();
    for (PresenceUpdate updates : claimed.updates()) {
      switch (updates) {
        case PresenceUpdate.StatusChanged changed -> changes.add(changed);
        case PresenceUpdate.DeviceArrived arrived -> notifications.addAll(contacts.of(arrived));
        case PresenceUpdate.RelationChanged related -> notifications.addAll(contacts.of(related));
      }
    }
    FollowerPresenceReader.Found found = followers.of(changes);
    notifications.addAll(found.notifications());
    log.write(
        notifications.stream().flatMap(notification -> notification.outputs().stream()).toList());
    model.run(found.states().stream().map(PresenceNotifier::lastNotified).toList());
    queue.done(claimed);
    return claimed.updates().size() == BATCH_SIZE;
  }

  private static Request lastNotified(PresenceState state) {
    return Request.cmd(Command.SET)
        .arg(InternalPresenceKeys.lastNotified(state.userId()))
        .arg(state.statusText());
  }
}
