package dev.visavis.presence.log;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;

/// Gives the simulation access to this package.
public final class RecordWriterAccess {
  private RecordWriterAccess() {}

  public static RecordWriter on(Producer<byte[], byte[]> producer) {
    return new RecordWriter(producer, Duration.ofSeconds(1), new SimpleMeterRegistry());
  }
}
