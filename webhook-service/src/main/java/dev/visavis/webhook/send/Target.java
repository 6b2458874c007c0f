package dev.visavis.webhook.send;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;

/// The address of a delivery. The host is resolved and checked once, and the connection goes to
/// that address, so a DNS answer that changes afterwards has no effect.
///
/// @param address to which the host of `uri` resolved
public record Target(URI uri, InetAddress address) {
  private static final int MAX_CHARS = 2_000;
  private static final int MAX_PORT = 65_535;

  /// The URL is not allowed; the message is written for its owner.
  public static final class ForbiddenTargetException extends Exception {
    private static final long serialVersionUID = 1L;

    ForbiddenTargetException(String message) {
      super(message);
    }
  }

  /// Checks the form of the URL; [#resolve] checks its address.
  public static URI parse(String url, boolean allowPrivateTargets) throws ForbiddenTargetException {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw new ForbiddenTargetException("must be a URL");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (url.length() > MAX_CHARS || uri.getHost() == null) {
      throw new ForbiddenTargetException("must be a URL of at most " + MAX_CHARS + " characters");
    }
    if (!url.chars().allMatch(c -> c < 0x80)) {
      throw new ForbiddenTargetException("must be ASCII: write other characters as %..");
    }
    if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
      throw new ForbiddenTargetException("must have a port from 1 to " + MAX_PORT);
    }
    if (!scheme.equals("https") && !(allowPrivateTargets && scheme.equals("http"))) {
      throw new ForbiddenTargetException("must begin with https://");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new ForbiddenTargetException("must have neither a user nor a fragment");
    }
    return uri;
  }

  /// Resolves the host; blocks as long as DNS takes.
  public static Target resolve(URI uri, boolean allowPrivateTargets)
      throws ForbiddenTargetException {
    String host = uri.getHost().replaceAll("^\\[|]$", "");
    try {
      InetAddress[] found = InetAddress.getAllByName(host);
      for (InetAddress each : found) {
        if (!allowPrivateTargets && !isPublic(each)) {
          throw new ForbiddenTargetException("resolves to an address that is not public");
        }
      }
      return new Target(uri, found[0]);
    } catch (UnknownHostException e) {
      throw new ForbiddenTargetException("has an unknown host");
    }
  }

  boolean tls() {
    return uri.getScheme().equalsIgnoreCase("https");
  }

  int port() {
    int fallback = tls() ? 443 : 80;
    return uri.getPort() < 0 ? fallback : uri.getPort();
  }

  String pathAndQuery() {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  /// Excludes the special ranges of RFC 6890 and of later registrations.
  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] b = address.getAddress();
    int first = b[0] & 0xff;
    int second = b[1] & 0xff;
    if (address instanceof Inet6Address) {
      boolean uniqueLocal = (first & 0xfe) == 0xfc;
      // 2000::/3 is public, except 6to4, Teredo and NAT64, which embed IPv4 addresses.
      boolean global = (first & 0xe0) == 0x20;
      boolean tunnel =
          first == 0x20 && (second == 0x02 || (second == 0x01 && b[2] == 0 && b[3] == 0));
      return global && !uniqueLocal && !tunnel;
    }
    return !(first == 0
        || first >= 240
        || (first == 100 && (second & 0xc0) == 64)
        || (first == 192 && second == 0)
        || (first == 198 && (second & 0xfe) == 18)
        || (first == 198 && second == 51)
        || (first == 203 && second == 0));
  }
}
