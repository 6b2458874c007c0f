package dev.visavis.gateway.commands;

import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.DeviceEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Writes what nobody is left to be told of if it fails: again and again, until the log is back.
/// A late record does no harm, since it names the connection that it is about.
@Singleton
public final class PatientLog {
  private static final Logger LOG = Logger.getLogger(PatientLog.class);
  private static final long RETRY_MS = 1_000;

  /// As many as a full gateway may lose at once while the log is away.
  private static final int MAX_RETRIES = 50_000;

  private final Vertx vertx;
  private final CommandLog log;
  private final AtomicInteger retrying = new AtomicInteger();

  PatientLog(Vertx vertx, CommandLog log) {
    this.vertx = vertx;
    this.log = log;
  }

  public void append(CallCommand command) {
    insist(() -> log.append(command));
  }

  public void append(DeviceEvent event) {
    insist(() -> log.append(event));
  }

  private void insist(Supplier<Future<Void>> attempt) {
    attempt.get().onFailure(refused -> retry(attempt));
  }

  private void retry(Supplier<Future<Void>> attempt) {
    if (retrying.incrementAndGet() > MAX_RETRIES) {
      retrying.decrementAndGet();
      LOG.warn("a record is given up: too many wait for the log");
      return;
    }
    vertx.setTimer(
        RETRY_MS,
        fired -> {
          retrying.decrementAndGet();
          insist(attempt);
        });
  }
}
