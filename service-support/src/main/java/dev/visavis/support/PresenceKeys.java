package dev.visavis.support;

/// The keys of the read model in Redis that presence-service writes and others read. The keys
/// of a user share a hash tag, so that they live in one slot of a Redis Cluster.
public final class PresenceKeys {
  private PresenceKeys() {}

  /// Present while Redis holds the whole read model; gone: Redis was emptied and is filled again.
  public static final String BUILT = "visavis:{presence}:built";

  /// Hash: deviceId to `DeviceRoute`. A device is online while its gateway's lease holds the
  /// incarnation of its route.
  public static String devices(String userId) {
    return "visavis:{" + userId + "}:devices";
  }

  /// Hash: callId to `ringing` or `joined:<deviceId>`; the live calls of the user.
  public static String calls(String userId) {
    return "visavis:{" + userId + "}:calls";
  }

  /// `UserProfile`.
  public static String profile(String userId) {
    return "visavis:{" + userId + "}:profile";
  }

  /// Epoch milliseconds of the moment when the last device went away.
  public static String lastSeen(String userId) {
    return "visavis:{" + userId + "}:last-seen";
  }

  /// Sorted set: whom the user has rung lately without an answer, by when; written by gateways.
  public static String rings(String userId) {
    return "visavis:rings:{" + userId + "}";
  }

  /// The incarnation of the gateway at inbox partition `gateway`, set anew every
  /// [#LEASE_RENEWAL_MS] by the gateway itself, gone after [#LEASE_MS].
  public static String gatewayLease(int gateway) {
    return "visavis:gateway:" + gateway;
  }

  /// Present for a day once the devices of this incarnation of a gateway are being declared
  /// offline, which is never undone.
  public static String deadIncarnation(String incarnation) {
    return "visavis:gateway:dead:" + incarnation;
  }

  public static final long LEASE_MS = 6_000;
  public static final long LEASE_RENEWAL_MS = 2_000;
}
