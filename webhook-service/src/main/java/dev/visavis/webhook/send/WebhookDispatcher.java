package dev.visavis.webhook.send;

import dev.visavis.webhook.WebhookConfig;
import dev.visavis.webhook.delivery.Attempt;
import dev.visavis.webhook.delivery.DeliveryQueue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes due deliveries from the queue and sends each in its own thread. A receiver that does not
/// answer delays only its own deliveries.
@Singleton
public class WebhookDispatcher {
  private static final Logger LOG = Logger.getLogger(WebhookDispatcher.class);

  /// The longest time until a delivery that becomes due is found.
  private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  private final DeliveryQueue queue;
  private final WebhookSender sender;
  private final WebhookConfig config;
  private final MeterRegistry metrics;
  private final Semaphore free;
  private final Semaphore wakeUps = new Semaphore(0);
  private volatile boolean stopping;

  WebhookDispatcher(
      DeliveryQueue queue, WebhookSender sender, WebhookConfig config, MeterRegistry metrics) {
    this.queue = queue;
    this.sender = sender;
    this.config = config;
    this.metrics = metrics;
    this.free = new Semaphore(config.maxInFlight());
    metrics.gauge(
        "visavis.webhook.in.flight", free, f -> config.maxInFlight() - f.availablePermits());
    // Registers the counters at the start, so that an alert can query an outcome that has not
    // occurred yet.
    List.of("delivered", "retried", "failed").forEach(this::attempts);
  }

  void start(@Observes StartupEvent event) {
    Thread.ofVirtual().name("webhook-dispatcher").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    wake();
  }

  /// Signals that there may be deliveries to send.
  public void wake() {
    wakeUps.release();
  }

  private void run() {
    while (!stopping) {
      try {
        int started = startDue();
        if (started == 0 && wakeUps.tryAcquire(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
          wakeUps.drainPermits();
        }
      } catch (SQLException e) {
        LOG.warnf("Cannot read the delivery queue; retrying: %s", e);
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.error("The dispatcher failed unexpectedly; retrying", e);
        pause();
      }
    }
  }

  private static void pause() {
    LockSupport.parkNanos(RETRY_DELAY.toNanos());
  }

  private int startDue() throws SQLException, InterruptedException {
    free.acquire();
    free.release();
    List<Attempt> due = queue.lease(free.availablePermits());
    for (Attempt attempt : due) {
      free.acquire();
      Thread.ofVirtual().name("webhook").start(() -> attempt(attempt));
    }
    return due.size();
  }

  private void attempt(Attempt attempt) {
    try {
      complete(attempt, result(attempt));
    } catch (SQLException e) {
      LOG.warnf("Could not store the result of a delivery; the receiver may get it again: %s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
      wake();
    }
  }

  /// Counts an attempt that cannot be made as failed; otherwise it would stay due without end.
  private AttemptResult result(Attempt attempt) throws InterruptedException {
    try {
      return sender.send(attempt);
    } catch (RuntimeException e) {
      LOG.errorf("Cannot send delivery %s: %s", attempt.id(), e);
      return AttemptResult.none("the request could not be sent");
    }
  }

  private void complete(Attempt attempt, AttemptResult result) throws SQLException {
    String problem = result.problem();
    if (problem == null && result.status() != null) {
      queue.succeed(attempt.id(), result.status());
      count("delivered");
      return;
    }
    Instant again = nextAttempt(attempt, result);
    queue.fail(attempt.id(), again, result.status(), problem == null ? "no answer" : problem);
    count(again == null ? "failed" : "retried");
  }

  private @Nullable Instant nextAttempt(Attempt attempt, AttemptResult result) {
    Duration pause =
        RetryDelay.after(
            attempt.attempts() + 1,
            result.retryAfter(),
            config.minRetryDelay(),
            config.maxRetryDelay(),
            ThreadLocalRandom.current());
    Instant again = Instant.now().plus(pause);
    return again.isAfter(attempt.expiresAt()) ? null : again;
  }

  private void count(String outcome) {
    attempts(outcome).increment();
  }

  private Counter attempts(String outcome) {
    return metrics.counter("visavis.webhook.attempts", "outcome", outcome);
  }
}
