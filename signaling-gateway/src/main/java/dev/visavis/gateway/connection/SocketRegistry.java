package dev.visavis.gateway.connection;

import dev.visavis.gateway.GatewayClock;
import dev.visavis.proto.v1.DeviceRoute;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The sockets of this gateway, by user, device and connection. Safe to use from any thread.
@Singleton
public final class SocketRegistry {
  /// How long a closed connection still leads to its socket. A late delivery then runs on the same
  /// event loop as the earlier ones, and returns to call-service after them.
  private static final long CLOSED_CONNECTION_TTL_MS = 10_000;

  private record Device(String userId, String deviceId) {
    static Device of(DeviceRoute route) {
      return new Device(route.getUserId(), route.getDeviceId());
    }
  }

  /// The socket of a device, and the route at which others reach it.
  public record Holder(Socket socket, DeviceRoute route) {}

  private final GatewayClock clock;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ConcurrentHashMap<UUID, Set<Socket>> byUser = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Device, Holder> byDevice = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Socket> byConnection = new ConcurrentHashMap<>();

  public SocketRegistry(GatewayClock clock) {
    this.clock = clock;
  }

  public void add(Socket socket) {
    open.add(socket);
    byUser.compute(
        socket.authenticatedUser().id(),
        (user, sockets) -> {
          Set<Socket> all = sockets == null ? ConcurrentHashMap.newKeySet() : sockets;
          all.add(socket);
          return all;
        });
  }

  public void remove(Socket socket) {
    open.remove(socket);
    byUser.computeIfPresent(
        socket.authenticatedUser().id(),
        (user, sockets) -> {
          sockets.remove(socket);
          return sockets.isEmpty() ? null : sockets;
        });
  }

  /// The sockets of one user.
  public Collection<Socket> of(UUID userId) {
    return byUser.getOrDefault(userId, Set.of());
  }

  /// Closes this socket, and every other one of the same session, because the user has signed out.
  public void signOut(Socket socket) {
    String session = socket.authenticatedUser().sessionId();
    for (Socket each : of(socket.authenticatedUser().id())) {
      if (each.authenticatedUser().sessionId().equals(session)) {
        each.run(() -> each.close(CloseCode.UNAUTHORIZED));
      }
    }
  }

  public Collection<Socket> open() {
    return open;
  }

  public int size() {
    return open.size();
  }

  /// The number of devices that have a socket here.
  public int devices() {
    return byDevice.size();
  }

  /// Directs deliveries for the device to this socket. Returns the previous holder: another socket,
  /// or the same one under an earlier route.
  public Optional<Holder> claim(DeviceRoute route, Socket socket) {
    byConnection.put(route.getConnectionId(), socket);
    Holder before = byDevice.put(Device.of(route), new Holder(socket, route));
    if (before != null) {
      forgetSoon(before.route(), before.socket());
    }
    return Optional.ofNullable(before);
  }

  /// The opposite of [#claim]; returns whether this socket held the device.
  public boolean release(DeviceRoute route, Socket socket) {
    forgetSoon(route, socket);
    return byDevice.remove(Device.of(route), new Holder(socket, route));
  }

  private void forgetSoon(DeviceRoute route, Socket socket) {
    clock.after(
        CLOSED_CONNECTION_TTL_MS, () -> byConnection.remove(route.getConnectionId(), socket));
  }

  /// The socket that has this connection, or had it within the last 10 s.
  public Optional<Socket> ofConnection(String connectionId) {
    return Optional.ofNullable(byConnection.get(connectionId));
  }
}
