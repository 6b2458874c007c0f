package dev.visavis.gateway.log;

import dev.visavis.gateway.GatewayClock;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.DeviceEvent;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Writes records whose loss no client would notice, and retries each until Kafka accepts it.
/// A late record does no harm, because it names the connection that it concerns.
@Singleton
public final class RetryingRecordWriter {
  private static final Logger LOG = Logger.getLogger(RetryingRecordWriter.class);
  private static final long RETRY_MS = 1_000;

  /// Enough for every device of a full gateway to go offline while Kafka is down.
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
      LOG.warn("Dropping a record: the retry queue is full because Kafka is unavailable");
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
