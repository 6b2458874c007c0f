package dev.visavis.devstack.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionLimitsTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7, true",
    "203.0.113.7, 203.0.113.8, false",
    "2001:db8::1, 2001:db8::ffff:2, true",
    "2001:db8:0:1::1, 2001:db8:0:1:aaaa:bbbb:cccc:dddd, true",
    "2001:db8:0:1::1, 2001:db8:0:2::1, false",
    "::ffff:203.0.113.7, 203.0.113.7, true",
    "::ffff:203.0.113.7, ::ffff:203.0.113.8, false",
  })
  void anIpv6NetworkOf64BitsCountsAsOneAddress(String one, String other, boolean same)
      throws UnknownHostException {
    assertEquals(same, network(one).equals(network(other)));
  }

  private static String network(String address) throws UnknownHostException {
    return ConnectionLimits.network(InetAddress.getByName(address));
  }
}
