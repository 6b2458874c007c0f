package dev.visavis.presence.api;

import dev.visavis.proto.v1.UserProfile;

/// Who sees whose presence.
enum Visibility {
  /// As it is.
  SEEN,
  /// As somebody who is away.
  SEEN_AS_OFFLINE,
  /// As somebody who does not exist.
  UNKNOWN;

  /// The present rule: whoever is signed in sees everybody who exists, but one who blocks them
  /// looks offline to them. Contacts will narrow it here.
  static Visibility of(UserProfile profile, String viewer) {
    if (profile.getDeleted()) {
      return UNKNOWN;
    }
    return profile.getBlockedUserIdsList().contains(viewer) ? SEEN_AS_OFFLINE : SEEN;
  }
}
