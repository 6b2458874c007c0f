package dev.visavis.account.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// What an address is counted as. One of IPv6 stands for its whole /64, which one customer has to
/// themselves, and for its /48 too, of which some have all; what is in it may do more. One of IPv4
/// that is written as IPv6 is the same address.
///
/// @param name of what is counted
/// @param times as much as a single customer may
record Source(String name, int times) {
  private static final int CUSTOMER_BYTES = 8;
  private static final int SITE_BYTES = 6;
  private static final int CUSTOMERS_PER_SITE = 8;

  /// The narrowest first.
  static List<Source> of(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return List.of(new Source(address.getHostAddress(), 1));
    }
    return List.of(
        new Source(prefix(address, CUSTOMER_BYTES) + "/64", 1),
        new Source(prefix(address, SITE_BYTES) + "/48", CUSTOMERS_PER_SITE));
  }

  private static String prefix(InetAddress address, int bytes) {
    byte[] whole = address.getAddress();
    byte[] prefix = Arrays.copyOf(Arrays.copyOf(whole, bytes), whole.length);
    try {
      return InetAddress.getByAddress(prefix).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("it is as long as an address", e);
    }
  }
}
