package dev.visavis.call.domain;

import org.jspecify.annotations.Nullable;

/// Where a device is: its gateway and its connection there. A connection id names one socket.
public record Route(
    String userId,
    String deviceId,
    int gateway,
    String connectionId,
    String incarnation,
    @Nullable String deviceName,
    @Nullable String platform) {}
