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

/// Counts in PostgreSQL: the same for all instances, and still there after a restart. Time is
/// the database's. What is counted (a username, which may be a mistyped password) is stored as
/// a digest.
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

  /// Whether the bucket is free is asked of the clock, not of `now()`, the start of the
  /// transaction: one that had to wait for another's would take what that one has just
  /// counted for a wait.
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

  /// When failures cost time.
  ///
  /// @param free failures that cost nothing, at least 1
  /// @param firstWait the wait after the next one; it doubles with each further one
  /// @param forgetAfter quiet time after which failures are forgotten
  record Backoff(int free, Duration firstWait, Duration longestWait, Duration forgetAfter) {
    /// For as many who share it.
    Backoff times(int many) {
      return new Backoff(free * many, firstWait, longestWait, forgetAfter);
    }
  }

  /// A count within its window, and how much of the window is left.
  record Counted(int count, Duration left) {}

  void start(@Observes StartupEvent event) {
    timer = vertx.setPeriodic(SWEEP_INTERVAL.toMillis(), ignored -> sweep());
  }

  void stop(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }

  /// How long until all of these are free; zero: they are.
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

  /// Counts a failure. False: the bucket was not free any more, so the attempt must not be told
  /// what came of it.
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
            error -> LOG.debugf("old attempts stay for now: %s", error.getMessage()));
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
