package dev.visavis.account.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrRangeTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.168.1.128/25, 192.168.1.127, false",
    "192.168.1.128/25, 192.168.1.200, true",
    "203.0.113.7, 203.0.113.7, true",
    "203.0.113.7, 203.0.113.8, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, ::2, false",
    "::1/128, ::1, true",
    "fd00::/8, fd12::3, true",
    "fd00::/8, fe80::3, false",
  })
  void containsTheAddressesOfItsPrefix(String cidr, String address, boolean expected) {
    InetAddress literal = CidrRange.literal(address);
    assertNotNull(literal);
    assertEquals(expected, CidrRange.parse(cidr).contains(literal));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "10.0.0.0/33", "::1/129", "10.0.0.0/-1", "", "10.0.0.0/x"})
  void anInvalidNetworkIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> CidrRange.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.org", "unknown", "1.2.3", "999.1.1.1", "_hidden", ""})
  void namesAreNotResolved(String text) {
    assertNull(CidrRange.literal(text));
  }
}
