package dev.visavis.presence.notification;

import dev.visavis.presence.store.InternalPresenceKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;

/// Something that somebody has to be told. It waits in Redis, each kind and person once, so that
/// no instance that dies takes it along, and many changes become one.
public sealed interface PresenceUpdate {
  /// The user came, went, or is in a call, or in none any more: the followers are to know.
  record StatusChanged(String userId) implements PresenceUpdate {
    @Override
    public String member() {
      return "changed|" + userId;
    }
  }

  /// The device came: it is to know where the contacts of its user are.
  record DeviceArrived(String userId, String deviceId) implements PresenceUpdate {
    @Override
    public String member() {
      return "arrived|" + userId + "|" + deviceId;
    }
  }

  /// What `viewer` may see of the user is another than before.
  record RelationChanged(String viewer, String userId) implements PresenceUpdate {
    @Override
    public String member() {
      return "related|" + viewer + "|" + userId;
    }
  }

  /// How it stands in Redis.
  String member();

  static PresenceUpdate parse(String member) {
    String[] parts = member.split("\\|", 3);
    return switch (parts[0]) {
      case "changed" -> new StatusChanged(parts[1]);
      case "arrived" -> new DeviceArrived(parts[1], parts[2]);
      case "related" -> new RelationChanged(parts[1], parts[2]);
      default -> throw new IllegalArgumentException("no news: " + member);
    };
  }

  /// Makes it due now, also where it is claimed: then it is told once more.
  default Request mark(long nowMs) {
    return Request.cmd(Command.ZADD)
        .arg(InternalPresenceKeys.UPDATES)
        .arg("LT")
        .arg(nowMs)
        .arg(member());
  }
}
