package dev.visavis.support.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.security.AuthenticationFailedException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProblemTest {
  private final ProblemMappers mappers = new ProblemMappers();

  @Test
  void aBadFieldIsNamed() {
    Response answer = Problem.badField("limit", "must be 1 to 100").getResponse();
    assertEquals(400, answer.getStatus());
    assertEquals("application/problem+json", answer.getMediaType().toString());
    Problem problem = assertInstanceOf(Problem.class, answer.getEntity());
    assertEquals("limit", problem.field());
    assertEquals("limit: must be 1 to 100", problem.detail());
  }

  @Test
  void retryAfterIsInWholeSecondsRoundedUp() {
    WebApplicationException refused = Problem.tooManyRequests(Duration.ofMillis(1_200), "Slow.");
    assertEquals(429, refused.getResponse().getStatus());
    assertEquals("2", refused.getResponse().getHeaderString("Retry-After"));
  }

  @Test
  void anUnexpectedErrorHasNoDetail() {
    Response answer = mappers.unexpected(new IllegalStateException("jdbc:postgresql://secret"));
    Problem problem = assertInstanceOf(Problem.class, answer.getEntity());
    assertEquals(500, problem.status());
    assertNull(problem.detail());
  }

  @Test
  void anInvalidTokenIsRefused() {
    Response answer = mappers.authenticationFailed(new AuthenticationFailedException("expired"));
    assertEquals(401, answer.getStatus());
    assertEquals("Bearer", answer.getHeaderString("WWW-Authenticate"));
  }

  @Test
  void aTokenThatCannotBeVerifiedWithoutKeysGets503() {
    IOException away = new ConnectException("http://accounts.internal:8081");
    Response answer =
        mappers.authenticationFailed(
            new AuthenticationFailedException(new IllegalStateException(away)));
    assertEquals(503, answer.getStatus());
    assertEquals("2", answer.getHeaderString("Retry-After"));
    Problem problem = assertInstanceOf(Problem.class, answer.getEntity());
    assertEquals(
        "Your sign-in cannot be verified right now. Try again in a few seconds.", problem.detail());
  }

  @Test
  void aCycleOfCausesTerminates() {
    Exception first = new IllegalStateException("first");
    Exception second = new IllegalStateException("second", first);
    first.initCause(second);
    assertEquals(
        401, mappers.authenticationFailed(new AuthenticationFailedException(first)).getStatus());
  }

  @Test
  void aRefusedMethodListsTheAllowedOnes() {
    Response answer = mappers.fromWebException(new NotAllowedException("GET"));
    assertEquals(405, answer.getStatus());
    assertEquals("GET", answer.getHeaderString("Allow"));
    assertInstanceOf(Problem.class, answer.getEntity());
  }
}
