package dev.visavis.media.log;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.media.MediaConfig;
import dev.visavis.media.support.ManualLoop;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.support.trace.CallTracer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaLogWriterTest {
  @Test
  void whileKafkaIsAwayOnlySoManyRecordsAreKept() throws InterruptedException {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    MediaConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(MediaConfig.class)
            .build()
            .getConfigMapping(MediaConfig.class);
    // Port 1 of this machine: nobody listens there.
    Map<String, Object> broker = Map.of("bootstrap.servers", "127.0.0.1:1");
    KafkaLogWriter writer =
        new KafkaLogWriter(new ManualLoop(), config, CallTracer.OFF, meters, broker);

    for (int i = 0; i < 3 * KafkaLogWriter.MOST_WAITING; i++) {
      writer.deliver(Delivery.getDefaultInstance());
    }

    double refused = meters.get("visavis.media.append.refused").counter().count();
    assertTrue(refused >= 2 * KafkaLogWriter.MOST_WAITING - 2, () -> refused + " are refused");
    writer.close();
  }
}
