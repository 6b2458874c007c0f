package dev.visavis.account.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  private final ClientAddress origin =
      new ClientAddress(List.of("127.0.0.0/8", "::1", "10.1.0.0/16"));

  @ParameterizedTest(name = "peer {0}, X-Forwarded-For [{1}]: {2}")
  @CsvSource({
    "127.0.0.1, , 127.0.0.1",
    "127.0.0.1, 203.0.113.7, 203.0.113.7",
    // The client wrote the leftmost address, which is not trusted.
    "127.0.0.1, '198.51.100.9, 203.0.113.7', 203.0.113.7",
    "127.0.0.1, '203.0.113.7, 10.1.2.3', 203.0.113.7",
    "127.0.0.1, 'unknown, 10.1.2.3', 10.1.2.3",
    "198.51.100.9, 203.0.113.7, 198.51.100.9",
    "198.51.100.9, 127.0.0.1, 198.51.100.9",
    "127.0.0.1, 127.0.0.1, 127.0.0.1",
    "127.0.0.1, example.org, 127.0.0.1",
  })
  void onlyTheHeaderOfATrustedProxyIsUsed(
      String peer, @Nullable String forwardedFor, String expected) {
    assertEquals(expected, origin.address(peer, forwardedFor).getHostAddress());
  }
}
