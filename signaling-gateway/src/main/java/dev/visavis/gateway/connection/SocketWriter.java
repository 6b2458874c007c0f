package dev.visavis.gateway.connection;

import dev.visavis.proto.v1.SignalingMessage;

/// Writes to one socket, in order.
public interface SocketWriter {
  /// Whether the client receives binary frames; otherwise it receives text.
  boolean binary();

  /// Returns false, without writing, if the client reads too slowly.
  boolean write(SignalingMessage message);

  /// @param number the client repeats it in the pong
  void ping(long number);

  /// Closes the socket after all written messages. Does nothing if it is closed.
  void close(CloseCode code);
}
