package dev.visavis.call.streams;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/// Kafka Streams' usual clients, except that the consumer of a stream thread notifies the thread's
/// producer of each poll.
final class StreamsClientSupplier implements KafkaClientSupplier {
  /// Producers by the name of their stream thread, with which the names of its clients begin. The
  /// producer of a thread is created before its consumer.
  private final Map<String, FlushOnPollProducer> producers = new ConcurrentHashMap<>();

  @Override
  public Admin getAdmin(Map<String, Object> settings) {
    return Admin.create(settings);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> settings) {
    String thread = thread(settings, "-producer");
    FlushOnPollProducer producer = new FlushOnPollProducer(settings, thread);
    producers.put(thread, producer);
    return producer;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
    String thread = thread(settings, "-consumer");
    return new PollingConsumer(settings, Objects.requireNonNull(producers.remove(thread), thread));
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> settings) {
    throw new UnsupportedOperationException("the topology has no global store");
  }

  private static String thread(Map<String, Object> settings, String ending) {
    String client = String.valueOf(settings.get(CommonClientConfigs.CLIENT_ID_CONFIG));
    if (!client.endsWith(ending)) {
      throw new IllegalStateException("a client without a stream thread: " + client);
    }
    return client.substring(0, client.length() - ending.length());
  }

  private static final class PollingConsumer extends KafkaConsumer<byte[], byte[]> {
    private final FlushOnPollProducer producer;

    PollingConsumer(Map<String, Object> settings, FlushOnPollProducer producer) {
      super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      this.producer = producer;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      producer.beforePoll();
      return super.poll(timeout);
    }
  }
}
