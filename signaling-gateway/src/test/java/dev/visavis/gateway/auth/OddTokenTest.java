package dev.visavis.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.gateway.support.Client;
import dev.visavis.gateway.support.GatewayTest;
import dev.visavis.gateway.support.Person;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A token with fields of wrong types is an invalid token: it causes no exception in the log.
@QuarkusTest
class OddTokenTest extends GatewayTest {
  private static final String SIGNATURE = ".c2lnbmF0dXJl";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'alg':'RS256','kid':7}",
        "{'alg':'RS256','kid':['first']}",
        "{'alg':'RS256','kid':{}}",
        "{'alg':['RS256'],'kid':'first'}",
        "{'alg':'RS256','kid':'first','crit':7}",
        "[]"
      })
  void closesTheSocketLikeAnyInvalidToken(String header) {
    String claims = "{'sub':'" + Person.named("Eve").id() + "','exp':4000000000,'iss':'visavis'}";
    String token = encode(header) + "." + encode(claims) + SIGNATURE;
    List<LogRecord> lines = new CopyOnWriteArrayList<>();
    Handler collector = new Collector(lines);
    Logger root = Logger.getLogger("");
    root.addHandler(collector);
    try (Client bearer = Client.withToken(token);
        Client cookie = Client.open(with -> with.header("Cookie", "visavis_token=" + token))) {
      assertEquals(new Client.Closed(4001, "Unauthorized"), bearer.closed());
      assertEquals(4001, cookie.closed().code());
      Logger.getLogger("dev.visavis.gateway").info("a line of our own");
      List<String> texts = lines.stream().map(LogRecord::getMessage).toList();
      assertTrue(texts.contains("a line of our own"), "lines are collected");
      assertTrue(texts.size() <= 3, () -> "more than a line for each socket: " + texts);
      assertTrue(lines.stream().allMatch(line -> line.getThrown() == null), texts::toString);
    } finally {
      root.removeHandler(collector);
    }
  }

  private static String encode(String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Collects log lines from INFO on, like the gateway in production.
  private static final class Collector extends Handler {
    private final List<LogRecord> lines;

    Collector(List<LogRecord> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord line) {
      if (line.getLevel().intValue() >= Level.INFO.intValue()) {
        lines.add(line);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
