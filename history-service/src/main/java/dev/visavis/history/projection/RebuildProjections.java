package dev.visavis.history.projection;

import dev.visavis.proto.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/// The projections of the service, writing to the tables of another schema. They send no
/// notifications and write no dead letters, because the service did both when the events occurred.
@ApplicationScoped
public class RebuildProjections {
  private final Pool pool;
  private final ProjectionConfig config;
  private final MeterRegistry metrics;

  RebuildProjections(Pool pool, ProjectionConfig config, MeterRegistry metrics) {
    this.pool = pool;
    this.config = config;
    this.metrics = metrics;
  }

  /// Returns the function that projects batches of `topic`.
  ///
  /// @param schema a name that needs no quotes
  /// @throws IllegalArgumentException if the history is not built from `topic`
  public Function<ConsumerRecords<byte[], byte[]>, Uni<Void>> of(Topic topic, String schema) {
    var batches = new BatchProjection(rejected -> Uni.createFrom().voidItem(), config, metrics);
    Function<SqlConnection, Uni<Void>> begin =
        connection ->
            connection.query("set local search_path to " + schema).execute().replaceWithVoid();
    return switch (topic) {
      case CALL_EVENTS -> {
        var store =
            new CallStore(pool, begin, (connection, missedCalls) -> Uni.createFrom().voidItem());
        yield new CallProjector(batches, store, metrics)::project;
      }
      case USER_PROFILES -> new ProfileProjector(batches, pool, begin)::project;
      case CALL_COMMANDS, CALL_QUALITY, DEVICE_EVENTS, GATEWAY_INBOX, DEAD_LETTERS ->
          throw new IllegalArgumentException("the history is not built from " + topic);
    };
  }
}
