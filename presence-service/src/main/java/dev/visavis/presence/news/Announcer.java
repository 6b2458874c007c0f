package dev.visavis.presence.news;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.visavis.presence.PresenceConfig;
import dev.visavis.presence.log.LogAway;
import dev.visavis.presence.log.LogWriter;
import dev.visavis.presence.store.Keys;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.ReadModelAway;
import dev.visavis.presence.view.Sight;
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

/// Tells what waits in the queue, a little at a time, for as long as there is something.
@ApplicationScoped
public class Announcer {
  private static final Logger LOG = Logger.getLogger(Announcer.class);
  private static final int AT_ONCE = 50;

  private final NewsQueue queue;
  private final FollowersView followers;
  private final ContactsView contacts;
  private final ReadModel model;
  private final LogWriter log;
  private final PresenceConfig config;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("presence-news").factory());

  Announcer(
      NewsQueue queue,
      FollowersView followers,
      ContactsView contacts,
      ReadModel model,
      LogWriter log,
      PresenceConfig config) {
    this.queue = queue;
    this.followers = followers;
    this.contacts = contacts;
    this.model = model;
    this.log = log;
    this.config = config;
  }

  void start(@Observes StartupEvent started) {
    long interval = config.newsInterval().toMillis();
    var _ = thread.scheduleWithFixedDelay(this::look, interval, interval, MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent stopped) {
    thread.shutdownNow();
  }

  private void look() {
    try {
      while (tellSome() && !Thread.currentThread().isInterrupted()) {
        LOG.debug("there may be more");
      }
    } catch (ReadModelAway e) {
      LOG.debugf(e, "news wait for Redis");
    } catch (LogAway e) {
      LOG.warnf(e, "news are told again");
    } catch (RuntimeException e) {
      LOG.error("telling news failed; it is tried again", e);
    }
  }

  /// Whether there may be more. What was claimed and not told, because something is away, is due
  /// again a little later.
  private boolean tellSome() {
    NewsQueue.Claimed claimed = queue.take(AT_ONCE);
    List<News.Changed> changes = new ArrayList<>();
    List<Telling> tellings = new ArrayList<>();
    for (News news : claimed.news()) {
      switch (news) {
        case News.Changed changed -> changes.add(changed);
        case News.Arrived arrived -> tellings.addAll(contacts.of(arrived));
        case News.Related related -> tellings.addAll(contacts.of(related));
      }
    }
    FollowersView.Found found = followers.of(changes);
    tellings.addAll(found.tellings());
    log.write(tellings.stream().flatMap(telling -> telling.outputs().stream()).toList());
    model.run(found.sights().stream().map(Announcer::told).toList());
    queue.done(claimed);
    return claimed.news().size() == AT_ONCE;
  }

  private static Request told(Sight sight) {
    return Request.cmd(Command.SET).arg(Keys.told(sight.userId())).arg(sight.asTold());
  }
}
