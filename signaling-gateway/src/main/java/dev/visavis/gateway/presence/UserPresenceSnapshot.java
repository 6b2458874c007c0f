package dev.visavis.gateway.presence;

import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.UserProfile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A user as the read model has them at one moment.
///
/// @param profile null: not known there (yet)
/// @param devices those that are online
/// @param calls the live calls: callId to `ringing` or `joined:<deviceId>`
record UserPresenceSnapshot(
    @Nullable UserProfile profile, List<DeviceRoute> devices, Map<String, String> calls) {
  private static final String JOINED = "joined";

  boolean inCallOtherThan(String callId) {
    return calls.entrySet().stream()
        .anyMatch(call -> call.getValue().startsWith(JOINED) && !call.getKey().equals(callId));
  }
}
