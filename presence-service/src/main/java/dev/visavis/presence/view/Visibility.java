package dev.visavis.presence.view;

import dev.visavis.proto.v1.UserProfile;

/// Who sees whose presence: whoever has them as a contact, or is in a call with them, unless they
/// block the viewer.
public enum Visibility {
  /// As it is.
  VISIBLE,
  /// As somebody who is away. A contact who blocks the viewer must not stand out.
  SHOWN_AS_OFFLINE,
  /// Not at all, like somebody who does not exist.
  HIDDEN;

  /// @param profile of whom the viewer looks at
  /// @param contact whether the viewer has them as a contact
  /// @param inSameCall whether both have joined the same call
  public static Visibility of(
      UserProfile profile, String viewer, boolean contact, boolean inSameCall) {
    if (profile.getDeleted()) {
      return HIDDEN;
    }
    if (profile.getUser().getId().equals(viewer)) {
      return VISIBLE;
    }
    if (profile.getBlockedUserIdsList().contains(viewer)) {
      return contact ? SHOWN_AS_OFFLINE : HIDDEN;
    }
    return contact || inSameCall ? VISIBLE : HIDDEN;
  }
}
