package dev.visavis.gateway.sockets;

import dev.visavis.proto.v1.Delivery;

/// What happens to a socket from elsewhere. All on its event loop.
public interface SocketListener {
  /// Something came for a connection that this socket has or had.
  void deliver(Socket socket, Delivery delivery);

  /// The socket is gone; called once, before its phase is [SocketPhase.Disconnected].
  void onClosed(Socket socket);
}
