package dev.visavis.gateway.paths;

import dev.visavis.proto.v1.SignalingMessage;

/// A signal from one device to another, as it was received from the socket.
///
/// @param commandId the id of its command if it takes the log path. The receiver sees the same `id`
///     on both paths
public record RelayRequest(String commandId, SignalingMessage message) {}
