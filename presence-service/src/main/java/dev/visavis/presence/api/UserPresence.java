package dev.visavis.presence.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One user in the answer, section 7 of the wire contract.
///
/// @param inCall joined in a call
/// @param devices those online; told to the user alone
/// @param lastSeenAt when the last device went away, RFC 3339 with milliseconds; of who is offline
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserPresence(
    String userId,
    boolean online,
    boolean inCall,
    @Nullable List<Device> devices,
    @Nullable String lastSeenAt) {

  /// A device that is online.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Device(String deviceId, @Nullable String deviceName, @Nullable String platform) {}

  static UserPresence offline(String userId) {
    return new UserPresence(userId, false, false, null, null);
  }
}
