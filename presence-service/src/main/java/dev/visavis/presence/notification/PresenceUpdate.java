package dev.visavis.presence.notification;

import dev.visavis.presence.store.InternalPresenceKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;

/// A pending presence notification. It waits in Redis, once for each kind and user, so that it
/// survives the death of an instance, and repeated changes become one.
public sealed interface PresenceUpdate {
  /// The user has come online, gone offline, or joined or left a call: notify the followers.
  record StatusChanged(String userId) implements PresenceUpdate {
    @Override
    public String member() {
      return "changed|" + userId;
    }
  }

  /// A device has come online: send it the presence of its user's contacts.
  record DeviceArrived(String userId, String deviceId) implements PresenceUpdate {
    @Override
    public String member() {
      return "arrived|" + userId + "|" + deviceId;
    }
  }

  /// The part of the user's presence that `viewer` may see has changed.
  record RelationChanged(String viewer, String userId) implements PresenceUpdate {
    @Override
    public String member() {
      return "related|" + viewer + "|" + userId;
    }
  }

  /// Its representation in Redis.
  String member();

  static PresenceUpdate parse(String member) {
    String[] parts = member.split("\\|", 3);
    return switch (parts[0]) {
      case "changed" -> new StatusChanged(parts[1]);
      case "arrived" -> new DeviceArrived(parts[1], parts[2]);
      case "related" -> new RelationChanged(parts[1], parts[2]);
      default -> throw new IllegalArgumentException("not a presence update: " + member);
    };
  }

  /// Makes the update due now. If it is claimed already, it is sent once more.
  default Request mark(long nowMs) {
    return Request.cmd(Command.ZADD)
        .arg(InternalPresenceKeys.UPDATES)
        .arg("LT")
        .arg(nowMs)
        .arg(member());
  }
}
