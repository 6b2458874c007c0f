package dev.visavis.gateway.connection;

import dev.visavis.proto.v1.Delivery;

/// Callbacks of a socket, all on its event loop.
public interface SocketListener {
  /// A delivery for a connection that this socket has or had.
  void deliver(Socket socket, Delivery delivery);

  /// The socket has closed; called once, before its phase is [SocketPhase.Disconnected].
  ///
  /// @param pageClosed the client closed it because its page was closed or reloaded
  void onClosed(Socket socket, boolean pageClosed);
}
