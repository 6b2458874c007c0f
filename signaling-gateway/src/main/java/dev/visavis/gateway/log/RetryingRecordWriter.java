package dev.visavis.gateway.log;

import dev.visavis.gateway.GatewayClock;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.DeviceEvent;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Writes records whose failure nobody could be told of: repeats each until Kafka is back.
/// A late record does no harm, since it names the connection that it is about.
@Singleton
public final class RetryingRecordWriter {
  private static final Logger LOG = Logger.getLogger(RetryingRecordWriter.class);
  private static final long RETRY_MS = 1_000;

  /// As many as a full gateway may lose at once while the log is away.
  private static final int MAX_RETRIES = 50_000;

  private final GatewayClock clock;
  private final RecordWriter writer;
  private final AtomicInteger retrying = new AtomicInteger();

  public RetryingRecordWriter(GatewayClock clock, RecordWriter writer) {
    this.clock = clock;
    this.writer = writer;
  }

  public void append(CallCommand command) {
    retryUntilWritten(() -> writer.append(command));
  }

  public void append(DeviceEvent event) {
    retryUntilWritten(() -> writer.append(event));
  }

  private void retryUntilWritten(Supplier<Future<Void>> attempt) {
    attempt.get().onFailure(refused -> retry(attempt));
  }

  private void retry(Supplier<Future<Void>> attempt) {
    if (retrying.incrementAndGet() > MAX_RETRIES) {
      retrying.decrementAndGet();
      LOG.warn("a record is given up: too many wait for the log");
      return;
    }
    clock.after(
        RETRY_MS,
        () -> {
          retrying.decrementAndGet();
          retryUntilWritten(attempt);
        });
  }
}
