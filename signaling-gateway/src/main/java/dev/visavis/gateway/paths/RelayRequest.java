package dev.visavis.gateway.paths;

import dev.visavis.proto.v1.SignalingMessage;

/// A signal from one device to another, as it was received from the socket.
///
/// @param commandId of the command that it becomes if it goes through the log; the receiver sees
///     the same `id` whichever path it takes
public record RelayRequest(String commandId, SignalingMessage message) {}
