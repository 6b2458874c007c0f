package dev.visavis.presence.view;

import dev.visavis.proto.v1.UserProfile;

/// The part of a user's presence that a viewer may see. Contacts and users in the same call see
/// it, unless the user blocks them.
public enum Visibility {
  /// Everything.
  VISIBLE,
  /// As an offline user. A contact who blocks the viewer must not stand out.
  SHOWN_AS_OFFLINE,
  /// Nothing, as for a user who does not exist.
  HIDDEN;

  /// @param profile of the user
  /// @param contact whether the viewer has the user as a contact
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
