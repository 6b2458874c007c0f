package dev.visavis.gateway.presence;

import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.UserProfile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A user in the read model at one moment.
///
/// @param profile null if the read model does not know the user (yet)
/// @param devices the routes of the devices that are online
/// @param calls the live calls, from call id to `ringing` or `joined:<deviceId>`
record UserPresenceSnapshot(
    @Nullable UserProfile profile, List<DeviceRoute> devices, Map<String, String> calls) {
  private static final String JOINED = "joined";

  boolean inCallOtherThan(String callId) {
    return calls.entrySet().stream()
        .anyMatch(call -> call.getValue().startsWith(JOINED) && !call.getKey().equals(callId));
  }
}
