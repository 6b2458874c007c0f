package dev.visavis.call.streams;

import dev.visavis.support.kafka.AdaptiveLinger;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The producer of one stream thread. The records that the commands of one poll cause linger until
/// the next poll, so that they share a request.
final class FlushOnPollProducer extends KafkaProducer<byte[], byte[]> {
  /// A command causes about five records, so up to a thousand commands a second are sent at once.
  private static final Duration PAUSE_PER_RECORD = Duration.ofNanos(200_000);

  private final AdaptiveLinger linger;
  private int unflushed;

  FlushOnPollProducer(Map<String, Object> settings, String thread) {
    super(settings, new ByteArraySerializer(), new ByteArraySerializer());
    linger =
        new AdaptiveLinger(
            thread + "-flush", this::flush, PAUSE_PER_RECORD, StreamsSettings.LINGER);
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
    unflushed++;
    return super.send(record, callback);
  }

  /// The stream thread polls now: sends the lingering records.
  void beforePoll() {
    if (unflushed > 0) {
      linger.appended(unflushed);
      unflushed = 0;
    }
  }

  @Override
  public void close(Duration timeout) {
    linger.close();
    super.close(timeout);
  }
}
