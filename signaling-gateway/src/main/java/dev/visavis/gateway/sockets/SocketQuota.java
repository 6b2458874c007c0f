package dev.visavis.gateway.sockets;

import dev.visavis.gateway.GatewayConfig;
import dev.visavis.gateway.auth.AuthenticatedUser;
import dev.visavis.gateway.auth.UpgradeCheck;
import dev.visavis.gateway.connection.Socket;
import dev.visavis.gateway.connection.SocketRegistry;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Limits the sockets of one user at this gateway, and those of them that have not registered. The
/// limit leaves room for two sockets of each device, because a device that changes networks has two
/// for a moment. It is checked after [UpgradeCheck] has found the user.
@Singleton
final class SocketQuota implements HttpUpgradeCheck {
  private static final int TOO_MANY_REQUESTS = 429;

  /// A socket that does not register is closed within seconds.
  private static final List<String> RETRY_AFTER = List.of("10");

  private final SocketRegistry registry;
  private final int maxPerUser;
  private final int maxUnregistered;

  SocketQuota(SocketRegistry registry, GatewayConfig config) {
    this.registry = registry;
    this.maxPerUser = config.maxSocketsPerUser();
    this.maxUnregistered = config.maxUnregisteredPerUser();
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    AuthenticatedUser user = context.userData().get(UpgradeCheck.AUTHENTICATED_USER);
    return user == null || hasRoom(user)
        ? CheckResult.permitUpgrade()
        : CheckResult.rejectUpgrade(TOO_MANY_REQUESTS, Map.of("Retry-After", RETRY_AFTER));
  }

  /// Checked again when the socket opens, because many upgrades may be in progress at once.
  boolean hasRoom(AuthenticatedUser user) {
    Collection<Socket> open = registry.of(user.id());
    return open.size() < maxPerUser
        && (open.size() < maxUnregistered
            || open.stream().filter(socket -> !socket.isRegistered()).count() < maxUnregistered);
  }
}
