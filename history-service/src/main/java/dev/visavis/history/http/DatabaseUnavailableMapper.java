package dev.visavis.history.http;

import dev.visavis.support.http.Problem;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.sqlclient.DatabaseException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import org.hibernate.HibernateException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Answers 503 with `Retry-After` while PostgreSQL is unavailable.
public final class DatabaseUnavailableMapper {
  private static final Logger LOG = Logger.getLogger(DatabaseUnavailableMapper.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  @ServerExceptionMapper({
    IOException.class,
    VertxException.class,
    TimeoutException.class,
    DatabaseException.class,
    HibernateException.class
  })
  public Response unavailable(Exception fault) {
    LOG.warnf("PostgreSQL does not answer; requests get 503: %s", fault);
    return Problem.unavailable(
            RETRY_AFTER, "Call history is temporarily unavailable. Try again in a few seconds.")
        .getResponse();
  }
}
