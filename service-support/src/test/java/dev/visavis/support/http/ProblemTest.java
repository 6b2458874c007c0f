package dev.visavis.support.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
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
  void aWaitIsToldInWholeSecondsRoundedUp() {
    WebApplicationException refused = Problem.tooManyRequests(Duration.ofMillis(1_200), "Slow.");
    assertEquals(429, refused.getResponse().getStatus());
    assertEquals("2", refused.getResponse().getHeaderString("Retry-After"));
  }

  @Test
  void whatWasNotExpectedIsToldWithoutDetail() {
    Response answer = mappers.unexpected(new IllegalStateException("jdbc:postgresql://secret"));
    Problem problem = assertInstanceOf(Problem.class, answer.getEntity());
    assertEquals(500, problem.status());
    assertNull(problem.detail());
  }

  @Test
  void aMethodThatIsNotAllowedSaysWhichAre() {
    Response answer = mappers.told(new NotAllowedException("GET"));
    assertEquals(405, answer.getStatus());
    assertEquals("GET", answer.getHeaderString("Allow"));
    assertInstanceOf(Problem.class, answer.getEntity());
  }
}
