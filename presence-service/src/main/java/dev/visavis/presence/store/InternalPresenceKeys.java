package dev.visavis.presence.store;

import dev.visavis.support.PresenceKeys;

/// Redis keys that only presence-service uses. `PresenceKeys` are shared with gateways.
public final class InternalPresenceKeys {
  /// How long the record of an offline device is kept: longer than any event can be late. An even
  /// later event would be treated as new.
  public static final int FORGET_SECONDS = 3_600;

  /// As [#FORGET_SECONDS], for an ended call. An instance that reads a call's events again also
  /// reads its end again, so only a paused instance with some events in hand can be late. Each
  /// second costs memory for every call that ends in it.
  public static final int ENDED_CALL_SECONDS = 360;

  /// How long the position of a live call is kept; each event of the call renews it.
  public static final int CALL_SECONDS = 86_400;

  /// Exists while Redis holds the whole read model. If it is missing, Redis was emptied.
  public static final String MARKER = PresenceKeys.BUILT;

  /// Held by the instance that rebuilds the read model.
  public static final String REBUILD_LOCK = "visavis:{presence}:rebuilding";

  /// Set: `gateway:incarnation` of each incarnation with devices.
  public static final String GATEWAYS = "visavis:presence:gateways";

  /// Sorted set: pending presence updates by due time (epoch ms).
  public static final String UPDATES = "visavis:{presence}:news";

  private InternalPresenceKeys() {}

  /// Exists for a moment after the update was sent.
  public static String recentlyNotified(String news) {
    return "visavis:presence:told:" + news;
  }

  /// Set of user ids.
  public static String contacts(String userId) {
    return "visavis:{" + userId + "}:contacts";
  }

  /// Set of users who have, or had, the user as a contact. Check each against `contacts`.
  public static String followers(String userId) {
    return "visavis:{" + userId + "}:followers";
  }

  /// Hash: deviceId to the epoch milliseconds of its revocation.
  public static String revoked(String userId) {
    return "visavis:{" + userId + "}:revoked";
  }

  /// Hash: the sessions that have ended by signing out, each to `1`.
  public static String endedSessions(String userId) {
    return "visavis:{" + userId + "}:ended-sessions";
  }

  /// The state that the user's followers were last sent.
  public static String lastNotified(String userId) {
    return "visavis:{" + userId + "}:told";
  }

  /// Hash: `offset` of the last record of this device, `connection` while online, `gone` the last
  /// connection that ended, `verdict` and `stood` the result of the last record, `signed` when the
  /// user of the connection signed in (epoch ms), `session` the session of that sign-in.
  public static String device(String userId, String deviceId) {
    return "visavis:{" + userId + "}:device:" + deviceId;
  }

  /// The position of the last event applied to the user's participation in the call.
  public static String callPosition(String userId, String callId) {
    return "visavis:{" + userId + "}:call:" + callId;
  }

  /// Hash: callId to callee, for the direct calls that the user has initiated.
  public static String outgoingCalls(String userId) {
    return "visavis:{" + userId + "}:dialling";
  }

  public static String profileVersion(String userId) {
    return "visavis:{" + userId + "}:profile-version";
  }

  /// Set of `userId:deviceId:connectionId`.
  public static String devicesOn(int gateway, String incarnation) {
    return "visavis:gateway:" + gateway + ":devices:" + incarnation;
  }
}
