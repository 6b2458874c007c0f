package dev.visavis.presence.view;

import dev.visavis.proto.v1.UserProfile;

/// Who sees whose presence: whoever has them as a contact, or is in a call with them, unless they
/// block the viewer.
public enum Visibility {
  /// As it is.
  SEEN,
  /// As somebody who is away. A contact who blocks the viewer must not stand out.
  SEEN_AS_OFFLINE,
  /// Not at all, like somebody who does not exist.
  UNSEEN;

  /// @param profile of whom the viewer looks at
  /// @param contact whether the viewer has them as a contact
  /// @param inSameCall whether both have joined the same call
  public static Visibility of(
      UserProfile profile, String viewer, boolean contact, boolean inSameCall) {
    if (profile.getDeleted()) {
      return UNSEEN;
    }
    if (profile.getUser().getId().equals(viewer)) {
      return SEEN;
    }
    if (profile.getBlockedUserIdsList().contains(viewer)) {
      return contact ? SEEN_AS_OFFLINE : UNSEEN;
    }
    return contact || inSameCall ? SEEN : UNSEEN;
  }
}
