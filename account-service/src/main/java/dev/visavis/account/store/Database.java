package dev.visavis.account.store;

import dev.visavis.account.AccountConfig;
import dev.visavis.support.http.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Runs a request's work on PostgreSQL within a time limit. An unavailable database becomes a 503.
@ApplicationScoped
public class Database {
  private static final Logger LOG = Logger.getLogger(Database.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);
  private static final String UNIQUE_VIOLATION = "23505";

  private final Duration timeout;
  private final AtomicLong lastLogged = new AtomicLong(System.nanoTime() - LOG_INTERVAL.toNanos());

  @Inject
  Database(AccountConfig config) {
    this(config.databaseTimeout());
  }

  Database(Duration timeout) {
    this.timeout = timeout;
  }

  public <T> Uni<T> read(Supplier<Uni<T>> work) {
    return guarded(Panache.withSession(work));
  }

  public <T> Uni<T> write(Supplier<Uni<T>> work) {
    return guarded(Panache.withTransaction(work));
  }

  /// Guards work that has its own connection.
  public <T> Uni<T> guarded(Uni<T> work) {
    // Memoized, so that the time limit does not cancel the work half-way, which would never release
    // its connection.
    return work.memoize()
        .indefinitely()
        .ifNoItem()
        .after(timeout)
        .fail()
        .onFailure(Database::isUnavailable)
        .transform(this::unavailable);
  }

  /// Whether the unique key exists already.
  public static boolean isDuplicate(Throwable error) {
    return UNIQUE_VIOLATION.equals(sqlState(error));
  }

  /// Logs at most once in a while, not for each request.
  private Throwable unavailable(Throwable error) {
    long now = System.nanoTime();
    long last = lastLogged.get();
    if (now - last >= LOG_INTERVAL.toNanos() && lastLogged.compareAndSet(last, now)) {
      LOG.warnf("PostgreSQL does not answer; requests get 503: %s", error);
    }
    return Problem.unavailable(
        RETRY_AFTER, "Accounts are temporarily unavailable. Try again in a few seconds.");
  }

  /// A connection that is refused, lost or late; or SQLSTATE class 08 (connection), 53
  /// (insufficient resources) or 57 (operator intervention, such as a start or shutdown).
  private static boolean isUnavailable(Throwable error) {
    String state = sqlState(error);
    if (state != null) {
      return state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    }
    return find(error, IOException.class) != null
        || find(error, TimeoutException.class) != null
        || find(error, io.smallrye.mutiny.TimeoutException.class) != null
        || find(error, ClosedConnectionException.class) != null;
  }

  /// Hibernate wraps driver errors in an SQLException; the pool does not.
  private static @Nullable String sqlState(Throwable error) {
    SQLException wrapped = find(error, SQLException.class);
    if (wrapped != null && wrapped.getSQLState() != null) {
      return wrapped.getSQLState();
    }
    PgException unavailable = find(error, PgException.class);
    return unavailable == null ? null : unavailable.getSqlState();
  }

  private static <E extends Throwable> @Nullable E find(Throwable error, Class<E> type) {
    Throwable cause = error;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
      cause = cause.getCause();
    }
    return null;
  }
}
