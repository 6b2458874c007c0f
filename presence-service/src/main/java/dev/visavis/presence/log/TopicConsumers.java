package dev.visavis.presence.log;

import dev.visavis.presence.PresenceConfig;
import dev.visavis.proto.Topic;
import dev.visavis.support.metrics.ConsumerLag;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// The topics that are followed, each in a thread and a consumer group of its own.
@ApplicationScoped
public class TopicConsumers {
  private static final long STOP_MS = 5_000;

  private final ConsumerFactory consumers;
  private final RecordWriter log;
  private final PresenceConfig config;
  private final MeterRegistry metrics;
  private final ConsumerLag lag;
  private final List<TopicConsumer> topicConsumers = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  TopicConsumers(
      ConsumerFactory consumers,
      RecordWriter log,
      PresenceConfig config,
      MeterRegistry metrics,
      @Identifier("default-kafka-broker") Map<String, Object> broker) {
    this.consumers = consumers;
    this.log = log;
    this.config = config;
    this.metrics = metrics;
    this.lag = new ConsumerLag(broker, metrics);
  }

  /// Whether every consumer has its partitions.
  public boolean areAssigned() {
    return !topicConsumers.isEmpty() && topicConsumers.stream().allMatch(TopicConsumer::isAssigned);
  }

  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    topicConsumers.forEach(TopicConsumer::stop);
    lag.close();
    for (Thread thread : threads) {
      thread.join(STOP_MS);
    }
  }

  /// Starts to consume `topic`, until the service stops.
  public <T> void follow(Topic topic, Decoder<T> decoder, Projection<T> projection) {
    String name = "presence-" + topic.name().toLowerCase(Locale.ROOT).replace('_', '-');
    TopicConsumer consumer =
        new TopicConsumer(
            topic.topicName(),
            new BatchApplier<>(decoder, projection, log),
            () -> consumers.inGroup(name),
            config.maxBackoff());
    FunctionCounter.builder("visavis.presence.events", consumer, TopicConsumer::applied)
        .tag("topic", topic.topicName())
        .register(metrics);
    lag.watch(name, topic);
    topicConsumers.add(consumer);
    threads.add(Thread.ofPlatform().name(name).start(consumer));
  }
}
