package dev.visavis.examples.analytics;

import dev.visavis.examples.analytics.state.Minute;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.WindowStoreIterator;

/// Computes metrics of the last hour. `./visavis example analytics` runs it; an optional argument
/// is the port.
public final class Analytics {
  private static final int PORT = 8090;

  /// The login settings, if Kafka requires a login.
  private static final Map<String, String> SIGN_IN =
      Map.of(
          "security.protocol", "KAFKA_SECURITY_PROTOCOL",
          "sasl.mechanism", "KAFKA_SASL_MECHANISM",
          "sasl.jaas.config", "KAFKA_SASL_JAAS_CONFIG");

  private Analytics() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : PORT;
    String bootstrapServers =
        System.getenv().getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092");
    var ended = new CountDownLatch(1);
    try (var streams =
        new KafkaStreams(LiveMetrics.topology(), new StreamsConfig(settings(bootstrapServers)))) {
      streams.setStateListener(
          (now, before) -> {
            if (now.hasCompletedShutdown()) {
              ended.countDown();
            }
          });
      streams.start();
      var server = Page.serve(port, () -> LiveMetricsJson.of(lastHour(streams)));
      Runtime.getRuntime().addShutdownHook(new Thread(ended::countDown));
      System.out.println("figures: http://localhost:" + port);
      ended.await();
      server.stop(0);
    }
  }

  private static Map<String, Object> settings(String bootstrapServers) {
    var settings = new HashMap<String, Object>();
    SIGN_IN.forEach(
        (key, variable) ->
            Optional.ofNullable(System.getenv(variable)).ifPresent(it -> settings.put(key, it)));
    settings.putAll(settingsOfOurOwn(bootstrapServers));
    return settings;
  }

  private static Map<String, Object> settingsOfOurOwn(String bootstrapServers) {
    return Map.of(
        StreamsConfig.APPLICATION_ID_CONFIG,
        "visavis-example-analytics",
        StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        StreamsConfig.STATE_DIR_CONFIG,
        "target/state",
        StreamsConfig.consumerPrefix("auto.offset.reset"),
        "earliest",
        StreamsConfig.consumerPrefix("isolation.level"),
        "read_committed",
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
        1_000,
        StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
        0);
  }

  /// Empty while the metrics are being restored.
  private static SortedMap<Instant, Minute> lastHour(KafkaStreams streams) {
    var minutes = new TreeMap<Instant, Minute>();
    var now = Instant.now();
    try {
      var store =
          streams.store(
              StoreQueryParameters.fromNameAndType(
                  LiveMetrics.STORE, QueryableStoreTypes.<String, Minute>windowStore()));
      try (WindowStoreIterator<Minute> found =
          store.fetch(LiveMetrics.ALL_CALLS, now.minusSeconds(3_600), now)) {
        found.forEachRemaining(each -> minutes.put(Instant.ofEpochMilli(each.key), each.value));
      }
    } catch (InvalidStateStoreException e) {
      System.err.println("not ready yet: " + e.getMessage());
    }
    return minutes;
  }
}
