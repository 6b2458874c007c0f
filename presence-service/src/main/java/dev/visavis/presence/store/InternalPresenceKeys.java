package dev.visavis.presence.store;

import dev.visavis.support.PresenceKeys;

/// Keys that only presence-service uses, beside those of `PresenceKeys`, which gateways read too.
public final class InternalPresenceKeys {
  /// How long the traces of a device that is gone are kept: longer than any record can be late. A
  /// record that comes later still would be believed.
  public static final int FORGET_SECONDS = 3_600;

  /// The same of a call that is over. Whoever reads its events again reads its end again too, so
  /// only an instance that stood still with some of them in hand can be late. Each second costs
  /// memory for as many calls as end in it.
  public static final int ENDED_CALL_SECONDS = 360;

  /// How long the position of a live call is kept; each of its events renews it.
  public static final int CALL_SECONDS = 86_400;

  /// Present while Redis holds the whole read model. Gone: Redis was emptied.
  public static final String MARKER = PresenceKeys.BUILT;

  /// Held by the instance that fills an emptied Redis.
  public static final String REBUILD_LOCK = "visavis:{presence}:rebuilding";

  /// Set of `gateway:incarnation` that devices are on.
  public static final String GATEWAYS = "visavis:presence:gateways";

  /// Sorted set: what followers have to be told, by when it is due (epoch ms).
  public static final String UPDATES = "visavis:{presence}:news";

  private InternalPresenceKeys() {}

  /// Present for a moment after the news were told.
  public static String recentlyNotified(String news) {
    return "visavis:presence:told:" + news;
  }

  /// Set of user ids.
  public static String contacts(String userId) {
    return "visavis:{" + userId + "}:contacts";
  }

  /// Set of those who have, or had, the user as a contact: where to look, not what to believe.
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

  /// What the followers of the user were told last.
  public static String lastNotified(String userId) {
    return "visavis:{" + userId + "}:told";
  }

  /// Hash: `offset` of the last record of this device, `connection` while online, `gone` the last
  /// connection that ended, `verdict` and `stood` what the last record led to, `signed` when
  /// the user of the connection signed in (epoch ms), `session` in which.
  public static String device(String userId, String deviceId) {
    return "visavis:{" + userId + "}:device:" + deviceId;
  }

  /// The position of the last event applied to the user's part in the call.
  public static String callPosition(String userId, String callId) {
    return "visavis:{" + userId + "}:call:" + callId;
  }

  /// Hash: callId to callee, of the direct calls that the user dialled.
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
