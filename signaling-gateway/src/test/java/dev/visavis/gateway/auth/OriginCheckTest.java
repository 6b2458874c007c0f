package dev.visavis.gateway.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginCheckTest {
  @ParameterizedTest
  @CsvSource({
    ",visavis.example,true",
    "https://visavis.example,visavis.example,true",
    "https://visavis.example,visavis.example:443,true",
    "http://localhost:8080,localhost:8080,true",
    "HTTP://LocalHost:8080,localhost:8080,true",
    "http://localhost:8081,localhost:8080,false",
    "https://evil.example,visavis.example,false",
    "https://visavis.example.evil,visavis.example,false",
    "null,visavis.example,false",
    "https://visavis.example,,false",
  })
  void byDefaultAPageMayConnectToItsOwnHostOnly(
      @Nullable String origin, @Nullable String host, boolean permitted) {
    assertEquals(permitted, new OriginCheck("").permits(origin, host));
  }

  @ParameterizedTest
  @CsvSource({
    ",true",
    "https://a.example,true",
    "https://b.example:8443,true",
    "https://b.example,false",
    "https://visavis.example,false",
  })
  void aListReplacesTheDefault(@Nullable String origin, boolean permitted) {
    OriginCheck check = new OriginCheck("https://a.example, https://B.example:8443");
    assertEquals(permitted, check.permits(origin, "visavis.example"));
  }
}
