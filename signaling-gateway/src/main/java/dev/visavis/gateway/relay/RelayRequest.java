package dev.visavis.gateway.relay;

import dev.visavis.proto.v1.SignalingMessage;

/// Something that a device says to another, as it came from the socket.
///
/// @param commandId of the command that it becomes if it goes through the log; the receiver sees
///     the same `id` whichever way it takes
public record RelayRequest(String commandId, SignalingMessage message) {}
