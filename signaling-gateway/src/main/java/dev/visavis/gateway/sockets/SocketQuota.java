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

/// How many sockets one user may have at this gateway: their devices and as many again, since a
/// device that changes networks has two for a moment, and few that have not registered. Asked
/// once it is known whose the socket is, [UpgradeCheck].
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

  /// Asked again when the socket is there: many upgrades may be under way at once.
  boolean hasRoom(AuthenticatedUser user) {
    Collection<Socket> open = registry.of(user.id());
    return open.size() < maxPerUser
        && (open.size() < maxUnregistered
            || open.stream().filter(socket -> !socket.isRegistered()).count() < maxUnregistered);
  }
}
