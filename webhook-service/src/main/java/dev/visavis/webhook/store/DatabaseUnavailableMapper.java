package dev.visavis.webhook.store;

import dev.visavis.support.http.Problem;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// What a client hears while the database does not answer: come again.
public final class DatabaseUnavailableMapper {
  private static final Logger LOG = Logger.getLogger(DatabaseUnavailableMapper.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  @ServerExceptionMapper
  public Response unavailable(SQLException fault) {
    LOG.warnf("the database does not answer: %s", fault);
    return Problem.unavailable(RETRY_AFTER, "Webhooks are not at hand just now.").getResponse();
  }
}
