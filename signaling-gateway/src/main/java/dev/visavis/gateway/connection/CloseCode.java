package dev.visavis.gateway.connection;

import io.quarkus.websockets.next.CloseReason;

/// Why the gateway closes a socket: docs/protocol.md, "Close codes".
public enum CloseCode {
  UNAUTHORIZED(4001, "Unauthorized"),
  NOT_REGISTERED(4002, "No register in time"),
  ABUSE(4008, "Rate limit ignored"),
  REPLACED(4009, "Replaced by a newer socket of this device"),
  GOING_AWAY(4010, "Going away"),
  REVOKED(4011, "Device revoked"),
  TOO_LARGE(1009, "Message too large"),
  /// The client reads more slowly than messages arrive for it.
  TOO_SLOW(1013, "Reads too slowly"),
  /// Two pings went unanswered.
  SILENT(1011, "No heartbeat");

  private final int code;
  private final String text;

  CloseCode(int code, String text) {
    this.code = code;
    this.text = text;
  }

  public CloseReason reason() {
    return new CloseReason(code, text);
  }
}
