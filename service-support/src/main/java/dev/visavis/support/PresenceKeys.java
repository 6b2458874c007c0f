package dev.visavis.support;

/// The Redis keys of the read model, which presence-service writes and other services read. The
/// keys of a user share a hash tag, so that they are in one slot of a Redis Cluster.
public final class PresenceKeys {
  private PresenceKeys() {}

  /// Exists while Redis holds the complete read model. If it is missing, Redis was emptied and is
  /// being rebuilt.
  public static final String BUILT = "visavis:{presence}:built";

  /// Hash: deviceId to `DeviceRoute`. A device is online while its gateway's lease holds the
  /// incarnation of its route.
  public static String devices(String userId) {
    return "visavis:{" + userId + "}:devices";
  }

  /// Hash: callId to `ringing` or `joined:<deviceId>`, for the live calls of the user.
  public static String calls(String userId) {
    return "visavis:{" + userId + "}:calls";
  }

  /// The user's `UserProfile`.
  public static String profile(String userId) {
    return "visavis:{" + userId + "}:profile";
  }

  /// When the last device went offline, in epoch milliseconds.
  public static String lastSeen(String userId) {
    return "visavis:{" + userId + "}:last-seen";
  }

  /// Sorted set: the users whom this user has rung recently without an answer, scored by time.
  /// Written by gateways.
  public static String rings(String userId) {
    return "visavis:rings:{" + userId + "}";
  }

  /// The incarnation of the gateway at inbox partition `gateway`. The gateway sets it every
  /// [#LEASE_RENEWAL_MS]; it expires after [#LEASE_MS].
  public static String gatewayLease(int gateway) {
    return "visavis:gateway:" + gateway;
  }

  /// Exists for a day from the moment at which presence-service begins to declare the devices of
  /// this incarnation offline, which it never undoes.
  public static String deadIncarnation(String incarnation) {
    return "visavis:gateway:dead:" + incarnation;
  }

  public static final long LEASE_MS = 6_000;
  public static final long LEASE_RENEWAL_MS = 2_000;
}
