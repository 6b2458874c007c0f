package dev.visavis.account.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/// A range of addresses in CIDR notation, `10.0.0.0/8` or `::1/128`. A single address is a range of
/// one.
record CidrRange(InetAddress address, int prefixBits) {

  /// @throws IllegalArgumentException if it is not an address or the prefix is too long
  static CidrRange parse(String cidr) {
    int slash = cidr.indexOf('/');
    InetAddress address = literal((slash < 0 ? cidr : cidr.substring(0, slash)).strip());
    if (address == null) {
      throw new IllegalArgumentException("not a network: " + cidr);
    }
    int bits = address.getAddress().length * 8;
    int prefix = slash < 0 ? bits : Integer.parseInt(cidr.substring(slash + 1).strip());
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException("not a network: " + cidr);
    }
    return new CidrRange(address, prefix);
  }

  /// Parses an IP address literal; null for any other text. Never resolves a name.
  static @Nullable InetAddress literal(String text) {
    boolean v4 = text.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    boolean v6 = text.indexOf(':') >= 0 && text.matches("[0-9A-Fa-f:.]{2,45}");
    if (!v4 && !v6) {
      return null;
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  boolean contains(InetAddress other) {
    byte[] bytes = other.getAddress();
    byte[] own = address.getAddress();
    if (bytes.length != own.length) {
      return false;
    }
    for (int bit = 0; bit < prefixBits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((bytes[bit / 8] & mask) != (own[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
