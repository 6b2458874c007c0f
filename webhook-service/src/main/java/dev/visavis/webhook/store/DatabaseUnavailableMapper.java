package dev.visavis.webhook.store;

import dev.visavis.support.http.Problem;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Answers 503 with `Retry-After` while PostgreSQL is unavailable.
public final class DatabaseUnavailableMapper {
  private static final Logger LOG = Logger.getLogger(DatabaseUnavailableMapper.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  @ServerExceptionMapper
  public Response unavailable(SQLException fault) {
    LOG.warnf("PostgreSQL does not answer; requests get 503: %s", fault);
    return Problem.unavailable(
            RETRY_AFTER, "Webhooks are temporarily unavailable. Try again in a few seconds.")
        .getResponse();
  }
}
