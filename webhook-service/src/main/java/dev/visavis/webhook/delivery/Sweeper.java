package dev.visavis.webhook.delivery;

import dev.visavis.webhook.WebhookConfig;
import dev.visavis.webhook.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Limits the size of the tables: deletes old rows, fails deliveries that have waited too long in a
/// paused or suspended subscription, and suspends a subscription with too many waiting deliveries.
@Singleton
class Sweeper {
  private static final Logger LOG = Logger.getLogger(Sweeper.class);
  private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(30);
  private static final int ROWS = 5_000;

  private static final String DELETE_OLD =
      """
      DELETE FROM delivery WHERE seq IN (
        SELECT seq FROM delivery WHERE created_at < ? AND state <> 'waiting'
        ORDER BY created_at LIMIT ?)""";
  private static final String DELETE_OLD_PARTICIPANTS =
      """
      DELETE FROM call_user WHERE (call_id, user_id) IN (
        SELECT call_id, user_id FROM call_user WHERE seen_at < ? ORDER BY seen_at LIMIT ?)""";
  private static final String FAIL_OVERDUE =
      """
      UPDATE delivery SET state = 'failed', done_at = ?, last_error = 'waited too long'
      WHERE seq IN (
        SELECT d.seq FROM delivery d JOIN subscription s ON s.id = d.subscription_id
        WHERE d.state = 'waiting' AND NOT s.active AND d.created_at < ? LIMIT ?)""";
  private static final String SUSPEND =
      """
      UPDATE subscription SET active = false, suspended = 'too many deliveries are waiting'
      WHERE suspended IS NULL AND id IN (
        SELECT subscription_id FROM delivery WHERE state = 'waiting'
        GROUP BY subscription_id HAVING count(*) > ?)""";

  private final Database database;
  private final WebhookConfig config;
  private final CountDownLatch stopping = new CountDownLatch(1);

  Sweeper(Database database, WebhookConfig config) {
    this.database = database;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    Thread.ofVirtual().name("webhook-sweeper").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) {
    stopping.countDown();
  }

  private void run() {
    try {
      while (!stopping.await(SWEEP_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        sweep();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sweep() {
    Instant now = Instant.now();
    try {
      database.update(DELETE_OLD, now.minus(config.retention()), ROWS);
      database.update(DELETE_OLD_PARTICIPANTS, now.minus(config.retention()), ROWS);
      database.update(FAIL_OVERDUE, now, now.minus(config.retention()), ROWS);
      int suspended = database.update(SUSPEND, config.maxWaiting());
      if (suspended > 0) {
        LOG.warnf("Suspended %d subscriptions: too many deliveries are waiting", suspended);
      }
    } catch (SQLException e) {
      LOG.warnf("Cannot delete old rows; retrying at the next sweep: %s", e);
    }
  }
}
