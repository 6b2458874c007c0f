package dev.visavis.devstack.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.devstack.DataDirectory;
import dev.visavis.infra.RepositoryRoot;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The addresses to which the TURN server of `./visavis up` relays; the one of Docker Compose has
/// the same list.
class CoturnTest {
  private static final String DENIED = "denied-peer-ip=";

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.31.255.255",
        "192.0.0.170",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "224.0.0.251",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:0:a00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::a00:1",
        "2001:0:a00:1::",
        "2002:a00:1::",
        "fd12::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
      })
  void privateAddressesAreDeniedInEveryNotation(String address) throws IOException {
    assertTrue(isDenied(address), address);
  }

  /// `InetAddress` converts these to IPv4, but coturn does not.
  @Test
  void ipv4MappedToIpv6IsDenied() throws IOException {
    assertTrue(lines("192.0.2.7").contains(DENIED + "::ffff:0:0-::ffff:ffff:ffff"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1.1.1", "100.128.0.1", "172.32.0.1", "198.20.0.1", "2606:4700::1"})
  void publicAddressesAreAllowed(String address) throws IOException {
    assertFalse(isDenied(address), address);
  }

  @Test
  void bothEndsOfACallMayUseTheTurnServer() throws IOException {
    assertTrue(lines("10.1.2.3").contains("allowed-peer-ip=10.1.2.3"));
    assertFalse(lines("10.1.2.3").contains("allow-loopback-peers"));
    assertTrue(lines("127.0.0.1").contains("allow-loopback-peers"));
  }

  @Test
  void aUserCannotUseTheWholeTurnServer() throws IOException {
    var lines = lines("10.1.2.3");
    for (var quota : List.of("user-quota=", "total-quota=", "max-bps=")) {
      assertEquals(1, lines.stream().filter(line -> line.startsWith(quota)).count(), quota);
    }
    assertTrue(lines.contains("no-tcp-relay"), lines::toString);
  }

  private boolean isDenied(String address) throws IOException {
    return lines("192.0.2.7").stream()
        .filter(line -> line.startsWith(DENIED))
        .anyMatch(line -> isWithin(address, line.substring(DENIED.length())));
  }

  private static boolean isWithin(String address, String range) {
    if (address.contains(":") != range.contains(":")) {
      return false;
    }
    var ends = range.split("-", 2);
    var asked = number(address);
    return asked.compareTo(number(ends[0])) >= 0 && asked.compareTo(number(ends[1])) <= 0;
  }

  private static BigInteger number(String address) {
    try {
      return new BigInteger(1, InetAddress.getByName(address).getAddress());
    } catch (UnknownHostException e) {
      throw new AssertionError(address, e);
    }
  }

  private List<String> lines(String address) throws IOException {
    var common = RepositoryRoot.find().resolve("compose/coturn/turnserver.conf");
    return new Coturn(
            dir.resolve("turnserver"), address, 3478, new DataDirectory(dir), "secret", common)
        .configuration()
        .lines()
        .toList();
  }
}
