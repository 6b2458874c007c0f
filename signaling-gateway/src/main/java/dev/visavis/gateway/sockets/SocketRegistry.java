package dev.visavis.gateway.sockets;

import dev.visavis.proto.v1.DeviceRoute;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The sockets of this gateway, by device and by connection. Read and written from any thread.
@Singleton
public final class SocketRegistry {
  private record Device(String userId, String deviceId) {
    static Device of(DeviceRoute route) {
      return new Device(route.getUserId(), route.getDeviceId());
    }
  }

  /// Who receives for a device, and under which route the others know it.
  public record Holder(Socket socket, DeviceRoute route) {}

  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ConcurrentHashMap<Device, Holder> byDevice = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Socket> byConnection = new ConcurrentHashMap<>();

  void add(Socket socket) {
    open.add(socket);
  }

  void remove(Socket socket) {
    open.remove(socket);
  }

  public Collection<Socket> open() {
    return open;
  }

  public int size() {
    return open.size();
  }

  /// What comes for the device goes to this socket from now on. Whom it went to before: another
  /// socket, or the same one under an earlier route.
  public Optional<Holder> claim(DeviceRoute route, Socket socket) {
    byConnection.put(route.getConnectionId(), socket);
    Holder before = byDevice.put(Device.of(route), new Holder(socket, route));
    if (before != null) {
      byConnection.remove(before.route().getConnectionId(), before.socket());
    }
    return Optional.ofNullable(before);
  }

  /// The opposite of [#claim]; whether the device was this socket's until now.
  public boolean release(DeviceRoute route, Socket socket) {
    byConnection.remove(route.getConnectionId(), socket);
    return byDevice.remove(Device.of(route), new Holder(socket, route));
  }

  public Optional<Socket> ofConnection(String connectionId) {
    return Optional.ofNullable(byConnection.get(connectionId));
  }
}
