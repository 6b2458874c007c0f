package dev.visavis.account.device;

import org.jspecify.annotations.Nullable;

/// A device as its user may see it.
///
/// @param lastSeenAt when it came or went last, RFC 3339 with milliseconds
public record DeviceView(
    String deviceId,
    @Nullable String name,
    @Nullable String platform,
    boolean online,
    String lastSeenAt) {}
