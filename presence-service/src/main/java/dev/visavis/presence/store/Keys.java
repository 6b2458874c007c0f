package dev.visavis.presence.store;

/// Keys that only presence-service uses, beside those of `PresenceKeys`, which gateways read too.
public final class Keys {
  /// How long the traces of a device or a call that is over are kept: longer than any record can be
  /// late. A record that comes later still would be believed.
  public static final int FORGET_SECONDS = 3_600;

  /// How long the position of a live call is kept; each of its events renews it.
  public static final int CALL_SECONDS = 86_400;

  /// Present while Redis holds the whole read model. Gone: Redis was emptied.
  public static final String MARKER = "visavis:{presence}:built";

  /// Held by the instance that fills an emptied Redis.
  public static final String REBUILD_LOCK = "visavis:{presence}:rebuilding";

  /// Set of `gateway:incarnation` that devices are on.
  public static final String GATEWAYS = "visavis:presence:gateways";

  private Keys() {}

  /// Hash: `offset` of the last record of this device, `connection` while online, `gone` the last
  /// connection that ended, `verdict` and `stood` what the last record led to.
  public static String device(String userId, String deviceId) {
    return "visavis:{" + userId + "}:device:" + deviceId;
  }

  /// The position of the last event applied to the user's part in the call.
  public static String callPosition(String userId, String callId) {
    return "visavis:{" + userId + "}:call:" + callId;
  }

  /// Hash: callId to callee, of the direct calls that the user dialled.
  public static String dialling(String userId) {
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
