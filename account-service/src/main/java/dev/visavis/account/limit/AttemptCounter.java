package dev.visavis.account.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jboss.logging.Logger;

/// Counts attempts in PostgreSQL, so that all instances share the counts and a restart keeps them.
/// Uses the clock of the database. The counted text (a username, which may be a mistyped password)
/// is stored as a digest.
@ApplicationScoped
class AttemptCounter {
  private static final Logger LOG = Logger.getLogger(AttemptCounter.class);
  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(10);
  private static final Duration RETENTION = Duration.ofDays(1);

  private static final String WAIT =
      """
      SELECT ceil(extract(epoch FROM max(free_at) - now()) * 1000)::bigint AS ms
      FROM attempts WHERE bucket = ANY($1) AND free_at > now()\
      """;

  /// Compares with `clock_timestamp()` and not with `now()`, the start of the transaction: a
  /// transaction that waited for another one would mistake that one's count for a wait.
  private static final String FAIL =
      """
      INSERT INTO attempts AS a (bucket, count, last_at, free_at) VALUES ($1, 1, now(), now())
      ON CONFLICT (bucket) DO UPDATE SET
        count = CASE WHEN a.last_at < now() - $5::float8 * interval '1 ms' THEN 1
            ELSE a.count + 1 END,
        last_at = now(),
        free_at = CASE
          WHEN a.last_at < now() - $5::float8 * interval '1 ms' OR a.count < $2::int THEN now()
          ELSE now() + least($4::float8, $3::float8 * power(2, least(a.count - $2::int, 30)))
              * interval '1 ms' END
      WHERE a.free_at <= clock_timestamp()\
      """;
  private static final String COUNT =
      """
      INSERT INTO attempts AS a (bucket, count, last_at, free_at) VALUES ($1, 1, now(), now())
      ON CONFLICT (bucket) DO UPDATE SET
        count = CASE WHEN a.last_at < now() - $2::float8 * interval '1 ms' THEN 1
            ELSE a.count + 1 END,
        last_at = CASE WHEN a.last_at < now() - $2::float8 * interval '1 ms' THEN now()
            ELSE a.last_at END
      RETURNING count,
        ceil($2::float8 - extract(epoch FROM now() - last_at) * 1000)::bigint AS ms\
      """;
  private static final String FORGET = "DELETE FROM attempts WHERE bucket = $1";
  private static final String SWEEP =
      "DELETE FROM attempts WHERE last_at < now() - $1::float8 * interval '1 ms'";

  private final Pool pool;
  private final Vertx vertx;
  private volatile long timer = -1;

  AttemptCounter(Pool pool, Vertx vertx) {
    this.pool = pool;
    this.vertx = vertx;
  }

  /// The waits after failures.
  ///
  /// @param free failures without a wait, at least 1
  /// @param firstWait the wait after the next failure; it doubles with each further one
  /// @param forgetAfter time without failures after which they are forgotten
  record Backoff(int free, Duration firstWait, Duration longestWait, Duration forgetAfter) {
    /// The backoff for a source that stands for `many` customers.
    Backoff times(int many) {
      return new Backoff(free * many, firstWait, longestWait, forgetAfter);
    }
  }

  /// @param count within the window
  /// @param left the remaining time of the window
  record Counted(int count, Duration left) {}

  void start(@Observes StartupEvent event) {
    timer = vertx.setPeriodic(SWEEP_INTERVAL.toMillis(), ignored -> sweep());
  }

  void stop(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }

  /// The time until none of the buckets has to wait; zero if none has to.
  Uni<Duration> waitFor(List<String> buckets) {
    String[] digests = buckets.stream().map(AttemptCounter::digest).toArray(String[]::new);
    return pool.preparedQuery(WAIT)
        .execute(Tuple.tuple().addArrayOfString(digests))
        .map(
            rows -> {
              Long ms = rows.iterator().next().getLong("ms");
              return ms == null ? Duration.ZERO : Duration.ofMillis(ms);
            });
  }

  /// Counts a failure. False if the bucket has to wait; the client must not learn the result of the
  /// attempt then.
  Uni<Boolean> fail(String bucket, Backoff backoff) {
    Tuple parameters =
        Tuple.tuple()
            .addString(digest(bucket))
            .addInteger(backoff.free())
            .addDouble((double) backoff.firstWait().toMillis())
            .addDouble((double) backoff.longestWait().toMillis())
            .addDouble((double) backoff.forgetAfter().toMillis());
    return pool.preparedQuery(FAIL).execute(parameters).map(rows -> rows.rowCount() == 1);
  }

  Uni<Counted> count(String bucket, Duration window) {
    Tuple parameters =
        Tuple.tuple().addString(digest(bucket)).addDouble((double) window.toMillis());
    return pool.preparedQuery(COUNT).execute(parameters).map(AttemptCounter::counted);
  }

  Uni<Void> forget(String bucket) {
    return pool.preparedQuery(FORGET).execute(Tuple.of(digest(bucket))).replaceWithVoid();
  }

  private static Counted counted(RowSet<Row> rows) {
    Row row = rows.iterator().next();
    return new Counted(row.getInteger("count"), Duration.ofMillis(row.getLong("ms")));
  }

  private void sweep() {
    pool.preparedQuery(SWEEP)
        .execute(Tuple.of((double) RETENTION.toMillis()))
        .subscribe()
        .with(
            ignored -> {},
            error ->
                LOG.debugf("Cannot delete old attempts; retrying later: %s", error.getMessage()));
  }

  private static String digest(String bucket) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bucket.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
