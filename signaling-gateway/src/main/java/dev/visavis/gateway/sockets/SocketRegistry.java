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

  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ConcurrentHashMap<Device, Socket> byDevice = new ConcurrentHashMap<>();
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

  /// What comes for the device goes to this socket from now on. The socket that it went to before,
  /// if there is another.
  public Optional<Socket> claim(DeviceRoute route, Socket socket) {
    byConnection.put(route.getConnectionId(), socket);
    Socket before = byDevice.put(Device.of(route), socket);
    return before == socket ? Optional.empty() : Optional.ofNullable(before);
  }

  /// The connection is no longer one of `socket`, though the device may be.
  public void forget(DeviceRoute route, Socket socket) {
    byConnection.remove(route.getConnectionId(), socket);
  }

  /// The opposite of [#claim]; whether the device was this socket's until now.
  public boolean release(DeviceRoute route, Socket socket) {
    forget(route, socket);
    return byDevice.remove(Device.of(route), socket);
  }

  public Optional<Socket> ofDevice(DeviceRoute route) {
    return Optional.ofNullable(byDevice.get(Device.of(route)));
  }

  public Optional<Socket> ofConnection(String connectionId) {
    return Optional.ofNullable(byConnection.get(connectionId));
  }
}
