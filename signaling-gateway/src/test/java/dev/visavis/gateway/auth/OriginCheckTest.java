package dev.visavis.gateway.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginCheckTest {
  @ParameterizedTest
  @CsvSource({
    ",visavis.example,true",
    "https://visavis.example,visavis.example,true",
    "https://visavis.example,visavis.example:443,true",
    "https://visavis.example:443,visavis.example,true",
    "http://visavis.example:80,visavis.example,true",
    "http://localhost:8080,localhost:8080,true",
    "HTTP://LocalHost:8080,localhost:8080,true",
    "http://[::1]:8080,[::1]:8080,true",
    "http://localhost:8081,localhost:8080,false",
    "https://visavis.example:80,visavis.example,false",
    "https://visavis.example,visavis.example:80,false",
    "https://evil.example,visavis.example,false",
    "https://visavis.example.evil,visavis.example,false",
    "https://visavis.example,,false",
  })
  void byDefaultAPageMayConnectToItsOwnHostOnly(
      @Nullable String origin, @Nullable String host, boolean permitted) {
    assertEquals(permitted, permits(new OriginCheck(""), origin, host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://visavis.example",
        "ws://visavis.example",
        "wss://visavis.example",
        "file://",
        "chrome-extension://visavis.example",
        "javascript://visavis.example",
        "null",
        "",
        " ",
        "*",
        "visavis.example",
        "//visavis.example",
        "https:visavis.example",
        "https:///visavis.example",
        "https://visavis.example/",
        "https://visavis.example/page",
        "https://visavis.example?x",
        "https://user@visavis.example",
        "https://evil.example@visavis.example",
        "https://visavis.example:",
        "https://visavis.example:443443",
        "https://visavis.example https://evil.example",
        "https://visavis.example,https://evil.example",
      })
  void anOriginThatIsNotAWebPageIsRefused(String origin) {
    assertFalse(permits(new OriginCheck(""), origin, "visavis.example"));
    assertFalse(permits(new OriginCheck(origin), origin, "visavis.example"));
  }

  @Test
  void twoOriginHeadersAreRefused() {
    List<String> two = List.of("https://visavis.example", "https://visavis.example");
    assertFalse(new OriginCheck("").permits(two, "visavis.example", null));
  }

  @Test
  void aPageLoadedOverHttpMayNotConnectOverHttps() {
    OriginCheck check = new OriginCheck("");
    List<String> plain = List.of("http://visavis.example");
    assertFalse(check.permits(plain, "visavis.example", "https"));
    assertTrue(check.permits(plain, "visavis.example", "http"));
    assertTrue(check.permits(List.of("https://visavis.example"), "visavis.example", "http"));
  }

  @ParameterizedTest
  @CsvSource({
    ",true",
    "https://a.example,true",
    "https://a.example:443,true",
    "https://b.example:8443,true",
    "http://a.example,false",
    "https://b.example,false",
    "https://visavis.example,false",
  })
  void aConfiguredListReplacesTheDefault(@Nullable String origin, boolean permitted) {
    OriginCheck check = new OriginCheck("https://a.example, https://B.example:8443");
    assertEquals(permitted, permits(check, origin, "visavis.example"));
  }

  private static boolean permits(
      OriginCheck check, @Nullable String origin, @Nullable String host) {
    return check.permits(Optional.ofNullable(origin).stream().toList(), host, null);
  }
}
