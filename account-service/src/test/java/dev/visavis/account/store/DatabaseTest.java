package dev.visavis.account.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.WebApplicationException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Database database = new Database(Duration.ofMillis(50));

  static Stream<Throwable> absences() {
    return Stream.of(
        new ConnectException("refused"),
        new IllegalStateException("wrapped", new ConnectException("refused")),
        new PgException("the database system is starting up", "FATAL", "57P03", ""),
        new PgException("too many clients", "FATAL", "53300", ""),
        new RuntimeException(new SQLException("terminating connection", "57P01")));
  }

  @ParameterizedTest
  @MethodSource("absences")
  void anUnavailableDatabaseIsA503WithRetryAfter(Throwable absence) {
    told503(Uni.createFrom().failure(absence));
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsA503() {
    told503(Uni.createFrom().nothing());
  }

  @Test
  void workIsCompletedAfterItsTimeLimit() {
    AtomicBoolean cancelled = new AtomicBoolean();
    Uni<Object> slow =
        Uni.createFrom().nothing().onCancellation().invoke(() -> cancelled.set(true));
    told503(slow);
    assertFalse(cancelled.get(), "cancelled work would keep its connection");
  }

  @Test
  void otherErrorsAreUnchanged() {
    Throwable bug = new IllegalStateException("a bug");
    Throwable thrown =
        assertThrows(
            IllegalStateException.class,
            () -> database.guarded(Uni.createFrom().failure(bug)).await().atMost(PATIENCE));
    assertSame(bug, thrown);
  }

  @Test
  void aDuplicateKeyIsRecognizedInEveryWrapper() {
    assertTrue(Database.isDuplicate(new PgException("duplicate", "ERROR", "23505", "")));
    assertTrue(Database.isDuplicate(new RuntimeException(new SQLException("duplicate", "23505"))));
    assertFalse(Database.isDuplicate(new PgException("null", "ERROR", "23502", "")));
    assertFalse(Database.isDuplicate(new RuntimeException("else")));
  }

  private void told503(Uni<?> work) {
    WebApplicationException told =
        assertThrows(
            WebApplicationException.class, () -> database.guarded(work).await().atMost(PATIENCE));
    assertEquals(503, told.getResponse().getStatus());
    assertEquals("2", told.getResponse().getHeaderString("Retry-After"));
  }
}
