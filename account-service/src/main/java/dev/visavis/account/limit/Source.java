package dev.visavis.account.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// The sources that an address counts for. An IPv6 address counts for its /64, which belongs to one
/// customer, and for its /48, which may belong to one customer or to many and has a higher limit.
/// An IPv4-mapped IPv6 address counts as the IPv4 address.
///
/// @param name the key of the counter
/// @param times the limit, as a multiple of that of a single customer
record Source(String name, int times) {
  private static final int CUSTOMER_BYTES = 8;
  private static final int SITE_BYTES = 6;
  private static final int CUSTOMERS_PER_SITE = 8;

  /// The narrowest source first.
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
      throw new IllegalStateException("the length is that of an address", e);
    }
  }
}
