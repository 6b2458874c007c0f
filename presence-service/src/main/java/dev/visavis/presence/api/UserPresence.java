package dev.visavis.presence.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One user in the response: docs/rest.md, "Presence".
///
/// @param inCall whether the user has joined a call
/// @param devices the devices that are online; set only in the user's own presence
/// @param lastSeenAt when the last device went offline, RFC 3339 with milliseconds; null while
///     online
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserPresence(
    @Schema(examples = "f5585e5e-3a4b-4c56-9d4e-8f1b7f1f2a10") String userId,
    boolean online,
    boolean inCall,
    @Nullable List<Device> devices,
    @Schema(examples = "2026-11-22T10:00:00.123Z") @Nullable String lastSeenAt) {

  /// A device that is online.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Device(
      @Schema(examples = "b2c1f0c6-7c0e-4a57-9a4f-0d6c2f3f8a11") String deviceId,
      @Schema(examples = "Chrome on Linux") @Nullable String deviceName,
      @Schema(examples = "web") @Nullable String platform) {}

  static UserPresence offline(String userId) {
    return new UserPresence(userId, false, false, null, null);
  }
}
