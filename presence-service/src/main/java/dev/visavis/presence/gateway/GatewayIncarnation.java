package dev.visavis.presence.gateway;

import java.util.Optional;

/// One incarnation of a gateway.
record GatewayIncarnation(int gateway, String incarnation) {
  /// Reads a member of `InternalPresenceKeys.GATEWAYS`.
  static Optional<GatewayIncarnation> parse(String member) {
    int colon = member.indexOf(':');
    if (colon < 1) {
      return Optional.empty();
    }
    try {
      int gateway = Integer.parseInt(member, 0, colon, 10);
      return Optional.of(new GatewayIncarnation(gateway, member.substring(colon + 1)));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  String member() {
    return gateway + ":" + incarnation;
  }
}
