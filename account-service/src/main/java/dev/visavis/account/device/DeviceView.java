package dev.visavis.account.device;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A device as its user sees it.
///
/// @param lastSeenAt when it last came online or went offline, RFC 3339 with milliseconds
public record DeviceView(
    @Schema(examples = "b2c1f0c6-7c0e-4a57-9a4f-0d6c2f3f8a11") String deviceId,
    @Schema(examples = "Chrome on Linux") @Nullable String name,
    @Schema(examples = "web") @Nullable String platform,
    boolean online,
    @Schema(examples = "2026-11-22T10:00:00.123Z") String lastSeenAt) {}
