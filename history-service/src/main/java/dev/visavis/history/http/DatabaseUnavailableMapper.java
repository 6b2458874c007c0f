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

/// What a client hears while the database does not answer: come again.
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
    LOG.warnf("the database does not answer: %s", fault);
    return Problem.unavailable(RETRY_AFTER, "The history is not at hand just now.").getResponse();
  }
}
