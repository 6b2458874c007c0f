package dev.visavis.history.projection;

import dev.visavis.proto.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/// The projections as they always are, into the tables of another schema. Nobody is told anything:
/// whoever missed a call was told when it happened, and what can never be processed lies in the
/// dead letters already.
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

  /// What projects batches of `topic`, one of those that make the history.
  ///
  /// @param schema a name that needs no quotes
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
          throw new IllegalArgumentException(topic + " makes no history");
    };
  }
}
