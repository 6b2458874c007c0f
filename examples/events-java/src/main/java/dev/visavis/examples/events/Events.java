package dev.visavis.examples.events;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.CallQuality;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Prints the events and quality reports of all calls, from the oldest record that Kafka still has,
/// until it is interrupted. `./visavis example events-java` runs it.
public final class Events {
  private static final Duration WAIT = Duration.ofSeconds(1);

  /// The login settings, if Kafka requires a login.
  private static final Map<String, String> SIGN_IN =
      Map.of(
          "security.protocol", "KAFKA_SECURITY_PROTOCOL",
          "sasl.mechanism", "KAFKA_SASL_MECHANISM",
          "sasl.jaas.config", "KAFKA_SASL_JAAS_CONFIG");

  private final EventDeduplicator once = new EventDeduplicator();

  private Events() {}

  public static void main(String[] args) {
    String bootstrapServers =
        System.getenv().getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092");
    try (var consumer =
        new KafkaConsumer<>(
            settings(bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer())) {
      Runtime.getRuntime().addShutdownHook(new Thread(consumer::wakeup));
      consumer.subscribe(List.of(Topic.CALL_EVENTS.topicName(), Topic.CALL_QUALITY.topicName()));
      var events = new Events();
      while (true) {
        consumer.poll(WAIT).forEach(events::take);
        consumer.commitSync(); // after the work: unfinished records are read again after a crash
      }
    } catch (WakeupException e) {
      System.out.println("interrupted");
    }
  }

  private static Map<String, Object> settings(String bootstrapServers) {
    var settings = new HashMap<String, Object>();
    SIGN_IN.forEach(
        (key, variable) ->
            Optional.ofNullable(System.getenv(variable)).ifPresent(it -> settings.put(key, it)));
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("group.id", "events-java");
    settings.put("auto.offset.reset", "earliest");
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    return settings;
  }

  private void take(ConsumerRecord<String, byte[]> entry) {
    try {
      if (entry.topic().equals(Topic.CALL_QUALITY.topicName())) {
        System.out.println(EventPrinter.of(CallQuality.parseFrom(entry.value())));
        return;
      }
      CallEvent event = CallEvent.parseFrom(entry.value());
      if (once.isNew(event)) {
        System.out.println(EventPrinter.of(event));
      }
    } catch (InvalidProtocolBufferException e) {
      System.err.printf("%s-%d@%d: %s%n", entry.topic(), entry.partition(), entry.offset(), e);
    }
  }
}
