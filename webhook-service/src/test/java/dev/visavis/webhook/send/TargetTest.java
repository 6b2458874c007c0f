package dev.visavis.webhook.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "0.1.2.3",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001::1",
        "2001:0:5ef5:79fd::"
      })
  void noDeliveryGoesToAnAddressThatIsNotPublic(String address) throws UnknownHostException {
    assertFalse(Target.isPublic(InetAddress.getByName(address)), address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"93.184.215.14", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111"})
  void aPublicAddressIsAccepted(String address) throws UnknownHostException {
    assertTrue(Target.isPublic(InetAddress.getByName(address)), address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://localhost/x",
        "https://2130706433/",
        "https://0x7f.1/"
      })
  void aUrlOfAPrivateAddressIsRefused(String url) {
    assertThrows(
        Target.ForbiddenTargetException.class,
        () -> Target.resolve(Target.parse(url, false), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "/x",
        "http://example.com/",
        "ftp://example.com/",
        "https:///x",
        "https://u:p@h/",
        "https://h/#f",
        "file:///etc/passwd",
        "https://exa mple.com",
        "https://example.com:99999/",
        "https://example.com:65536/",
        "https://example.com:0/",
        "https://example.com:-1/",
        "https://example.com:4294967376/",
        "https://example.com/\u0000",
        "https://example.com/\ud800",
        "https://example.com/\u00e9",
        "javascript:alert(1)"
      })
  void anInvalidUrlIsRefused(String url) {
    assertThrows(Target.ForbiddenTargetException.class, () -> Target.parse(url, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://example.com:1/", "https://example.com:65535/", "https://example.com:/x"})
  void everyValidPortIsAccepted(String url) throws Target.ForbiddenTargetException {
    assertEquals(url, Target.parse(url, false).toString());
  }

  @Test
  void aUrlOfAPrivateAddressIsAcceptedWhereThatIsAllowed() throws Target.ForbiddenTargetException {
    Target target = Target.resolve(Target.parse("http://127.0.0.1:9/a?b=c", true), true);
    assertEquals(9, target.port());
    assertEquals("/a?b=c", target.pathAndQuery());
    assertFalse(target.tls());
  }
}
