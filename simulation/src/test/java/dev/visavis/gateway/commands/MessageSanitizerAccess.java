package dev.visavis.gateway.commands;

import dev.visavis.proto.v1.SignalingMessage;

/// Opens the package to the simulation.
public final class MessageSanitizerAccess {
  private MessageSanitizerAccess() {}

  public static SignalingMessage of(SignalingMessage message, String callId) {
    return MessageSanitizer.sanitize(message, callId);
  }
}
