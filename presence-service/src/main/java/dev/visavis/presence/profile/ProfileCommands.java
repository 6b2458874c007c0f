package dev.visavis.presence.profile;

import com.google.protobuf.Timestamp;
import dev.visavis.presence.log.Output;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.ProfileChanged;
import dev.visavis.proto.v1.UserProfile;

/// What a call is told of the profile of somebody in it. A version of a profile comes to a call
/// once, so both make the command's id.
public final class ProfileCommands {
  private ProfileCommands() {}

  /// @param rings the user: only then it matters whom they block
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
