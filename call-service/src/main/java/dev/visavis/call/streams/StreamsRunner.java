package dev.visavis.call.streams;

import dev.visavis.call.domain.decision.CallDecider;
import dev.visavis.call.domain.decision.CallRules;
import dev.visavis.call.engine.EngineLimits;
import dev.visavis.call.engine.EngineMetrics;
import dev.visavis.call.engine.RecordLimits;
import dev.visavis.call.engine.StoreBudget;
import dev.visavis.proto.Topic;
import dev.visavis.support.metrics.ConsumerLag;
import dev.visavis.support.trace.CallTracer;
import dev.visavis.time.Backoff;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Runs the topology while the service runs: waits for Kafka and the topics, starts it, and
/// restarts it if it fails. The process never exits because of Kafka.
@ApplicationScoped
public class StreamsRunner {
  private static final Logger LOG = Logger.getLogger(StreamsRunner.class);
  private static final Duration MIN_RETRY_DELAY = Duration.ofMillis(500);
  private static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(5);

  private final CallServiceConfig config;
  private final KafkaConnection kafka;
  private final EngineMetrics metrics;
  private final CallTracer tracer;
  private final ConsumerLag lag;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread runner =
      Thread.ofPlatform().daemon().name("call-streams").unstarted(this::run);
  private volatile @Nullable KafkaStreams streams;

  StreamsRunner(
      CallServiceConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> broker,
      MeterRegistry registry,
      CallTracer tracer) {
    this.config = config;
    this.kafka = KafkaConnection.of(broker);
    this.metrics = new EngineMetrics(registry);
    this.tracer = tracer;
    this.lag = new ConsumerLag(kafka.settings(), registry);
  }

  void start(@Observes StartupEvent event) {
    runner.start();
    lag.watch(StreamsSettings.APPLICATION_ID, Topic.CALL_COMMANDS);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping.countDown();
    lag.close();
    runner.join(config.stopTimeout().plusSeconds(1));
  }

  /// The state of Kafka Streams; null while it waits for Kafka.
  public KafkaStreams.@Nullable State state() {
    KafkaStreams running = streams;
    return running == null ? null : running.state();
  }

  private void run() {
    TopicAvailability topics = new TopicAvailability(kafka);
    Backoff backoff = new Backoff(MIN_RETRY_DELAY, MAX_RETRY_DELAY);
    Duration pause = MIN_RETRY_DELAY;
    while (!isStopping(Duration.ZERO)) {
      if (topics.areAvailable()) {
        if (runOnce()) {
          backoff.reset();
        }
        pause = backoff.next();
      }
      isStopping(pause);
    }
  }

  /// Returns whether it reached the state RUNNING.
  private boolean runOnce() {
    CountDownLatch broken = new CountDownLatch(1);
    CountDownLatch worked = new CountDownLatch(1);
    try {
      KafkaStreams started =
          new KafkaStreams(topology(), properties(), new StreamsClientSupplier());
      started.setUncaughtExceptionHandler(
          error -> {
            LOG.error("Kafka Streams failed; restarting it", error);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
          });
      started.setStateListener(
          (now, before) -> {
            LOG.infof("The engine is %s", now);
            if (now == KafkaStreams.State.RUNNING) {
              worked.countDown();
            } else if (now.hasCompletedShutdown() || now.hasStartedOrFinishedShuttingDown()) {
              broken.countDown();
            }
          });
      started.start();
      streams = started;
      awaitEither(broken);
      started.close(
          CloseOptions.timeout(config.stopTimeout())
              .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    } catch (RuntimeException e) {
      LOG.error("The engine could not start; retrying", e);
    } finally {
      streams = null;
    }
    return worked.getCount() == 0;
  }

  private void awaitEither(CountDownLatch broken) {
    boolean over = false;
    while (!over) {
      over = isStopping(Duration.ofMillis(200)) || broken.getCount() == 0;
    }
  }

  private boolean isStopping(Duration within) {
    try {
      return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private Topology topology() {
    CallRules rules =
        new CallRules(
            config.ringTimeout(),
            config.unreachableGrace(),
            config.pageClosedGrace(),
            config.resumeWindow(),
            config.handOffRingTimeout(),
            config.handOffCompletionTimeout(),
            config.endedCallRetention());
    return CallTopology.build(
        new CallDecider(rules),
        new EngineLimits(
            config.outcomeRetention(),
            StoreBudget.ofHeap(config.memoryShare(), Runtime.getRuntime().maxMemory()),
            RecordLimits.STANDARD),
        config.timerTick(),
        metrics,
        tracer);
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.putAll(StreamsSettings.of(kafka.settings(), config));
    return properties;
  }
}
