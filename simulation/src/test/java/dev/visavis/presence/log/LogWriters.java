package dev.visavis.presence.log;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;

/// Opens the package to the simulation.
public final class LogWriters {
  private LogWriters() {}

  public static LogWriter on(Producer<byte[], byte[]> producer) {
    return new LogWriter(producer, Duration.ofSeconds(1), new SimpleMeterRegistry());
  }
}
