package dev.visavis.presence.profile;

import com.google.protobuf.Timestamp;
import dev.visavis.presence.log.Output;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.ProfileChanged;
import dev.visavis.proto.v1.UserProfile;

/// Commands that report a participant's profile to a call. A call gets each version of a profile
/// once, so both form the command id.
public final class ProfileCommands {
  private ProfileCommands() {}

  /// @param rings whether the user is ringing; only then the blocked users matter
  public static Output changed(String callId, UserProfile profile, boolean rings, Timestamp at) {
    ProfileChanged.Builder changed = ProfileChanged.newBuilder().setUser(profile.getUser());
    if (rings) {
      changed.addAllBlockedUserIds(profile.getBlockedUserIdsList());
    }
    String user = profile.getUser().getId();
    return new Output.Command(
        CallCommand.newBuilder()
            .setCommandId("presence:profile:" + user + ":" + profile.getVersion() + ":" + callId)
            .setCallId(callId)
            .setAt(at)
            .setProfileChanged(changed)
            .build());
  }
}
