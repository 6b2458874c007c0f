package dev.visavis.account.limit;

import dev.visavis.account.AccountConfig;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Determines the client's address. `X-Forwarded-*` headers count only if a trusted proxy sent
/// them.
@ApplicationScoped
public class ClientAddress {
  private final List<CidrRange> trusted;

  @Inject
  ClientAddress(AccountConfig config) {
    this(config.trustedProxies());
  }

  ClientAddress(List<String> trustedNetworks) {
    this.trusted = trustedNetworks.stream().map(CidrRange::parse).toList();
  }

  /// The nearest address that is not a trusted proxy; if all are, the farthest.
  public InetAddress address(HttpServerRequest request) {
    return address(request.remoteAddress().hostAddress(), request.getHeader("X-Forwarded-For"));
  }

  /// Whether the user's browser used https.
  public boolean isSecure(HttpServerRequest request) {
    if (request.isSSL()) {
      return true;
    }
    InetAddress peer = CidrRange.literal(request.remoteAddress().hostAddress());
    String protocol = request.getHeader("X-Forwarded-Proto");
    return peer != null
        && isTrusted(peer)
        && protocol != null
        && protocol.split(",", 2)[0].strip().equalsIgnoreCase("https");
  }

  InetAddress address(String peer, @Nullable String forwardedFor) {
    InetAddress nearest = CidrRange.literal(peer);
    if (nearest == null) {
      return InetAddress.getLoopbackAddress(); // a Unix socket
    }
    String[] hops = forwardedFor == null ? new String[0] : forwardedFor.split(",", -1);
    for (int i = hops.length - 1; i >= 0 && isTrusted(nearest); i--) {
      InetAddress hop = CidrRange.literal(hops[i].strip());
      if (hop == null) {
        return nearest;
      }
      nearest = hop;
    }
    return nearest;
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }
}
