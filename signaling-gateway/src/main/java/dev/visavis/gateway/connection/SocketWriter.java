package dev.visavis.gateway.connection;

import dev.visavis.proto.v1.SignalingMessage;

/// Writes to one socket, in order.
public interface SocketWriter {
  /// Whether the client takes binary frames; else text.
  boolean binary();

  /// Returns false, without writing, if the client reads too slowly.
  boolean write(SignalingMessage message);

  /// @param number comes back in the pong
  void ping(long number);

  /// Closes the socket after everything that was written. Does nothing if it is closed.
  void close(CloseCode code);
}
