package dev.visavis.account;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/// Unauthenticated requests cannot flood the log: each writes at most one line.
@QuarkusTest
class LogFloodTest extends AccountServiceTest {
  private static final List<Supplier<Response>> REQUESTS =
      List.of(
          () -> withToken("{\"alg\":\"RS256\",\"kid\":7}"),
          () -> withToken("{\"alg\":\"RS256\",\"kid\":[\"k\"]}"),
          () -> withToken("{\"alg\":[],\"kid\":\"k\",\"crit\":7}"),
          () -> given().auth().oauth2("nonsense").get("/api/users/me"),
          () -> given().cookie("visavis_token", "a.b.c").get("/api/users/me"),
          () -> json("{\"username\":\"a\\u0000b\",\"password\":\"p\"}").post("/api/auth/login"),
          () -> json("{\"username\":\"a\",\"password\":\"\\ud800\"}").post("/api/auth/login"),
          () -> json("{\"username\":").post("/api/auth/login"),
          () -> json("[".repeat(5_000)).post("/api/auth/login"),
          () -> given().urlEncodingEnabled(false).get("/api/users?query=%00"),
          () -> given().urlEncodingEnabled(false).get("/api/users/%00/avatar/%ff"),
          () -> given().body("x").contentType("text/plain").post("/api/auth/login"));

  @Test
  void aRequestWritesAtMostOneLineToTheLog() {
    List<LogRecord> records = new CopyOnWriteArrayList<>();
    Handler handler = new Collector(records);
    Logger root = Logger.getLogger("");
    root.addHandler(handler);
    try {
      Logger.getLogger("dev.visavis.account").info("a line of our own");
      assertEquals(1, records.size(), "lines are collected");
      for (Supplier<Response> request : REQUESTS) {
        records.clear();
        Response answer = request.get();
        String what =
            answer.statusCode() + " " + records.stream().map(LogRecord::getMessage).toList();
        assertTrue(answer.statusCode() >= 400 && answer.statusCode() < 500, what);
        assertTrue(records.size() <= 1, what);
        assertTrue(records.stream().allMatch(LogFloodTest::isShort), what);
      }
    } finally {
      root.removeHandler(handler);
    }
  }

  /// Whether the line has no stack trace.
  private static boolean isShort(LogRecord line) {
    return line.getThrown() == null && line.getMessage().length() < 500;
  }

  private static Response withToken(String header) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String claims = "{\"sub\":\"a11ce000-0000-4000-8000-000000000001\",\"exp\":4000000000}";
    String token =
        base64.encodeToString(header.getBytes(UTF_8))
            + "."
            + base64.encodeToString(claims.getBytes(UTF_8))
            + ".c2lnbmF0dXJl";
    return given().auth().oauth2(token).get("/api/users/me");
  }

  private static final class Collector extends Handler {
    private final List<LogRecord> records;

    Collector(List<LogRecord> records) {
      this.records = records;
    }

    /// Uses the levels of production, where DEBUG is off.
    @Override
    public void publish(LogRecord line) {
      if (line.getLevel().intValue() >= Level.INFO.intValue()) {
        records.add(line);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
