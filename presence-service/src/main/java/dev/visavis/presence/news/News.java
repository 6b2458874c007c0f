package dev.visavis.presence.news;

import dev.visavis.presence.store.Keys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;

/// Something that somebody has to be told. It waits in Redis, each kind and person once, so that
/// no instance that dies takes it along, and many changes become one.
public sealed interface News {
  /// The user came, went, or is in a call, or in none any more: the followers are to know.
  record Changed(String userId) implements News {
    @Override
    public String member() {
      return "changed|" + userId;
    }
  }

  /// The device came: it is to know where the contacts of its user are.
  record Arrived(String userId, String deviceId) implements News {
    @Override
    public String member() {
      return "arrived|" + userId + "|" + deviceId;
    }
  }

  /// What `viewer` may see of the user is another than before.
  record Related(String viewer, String userId) implements News {
    @Override
    public String member() {
      return "related|" + viewer + "|" + userId;
    }
  }

  /// How it stands in Redis.
  String member();

  static News parse(String member) {
    String[] parts = member.split("\\|", 3);
    return switch (parts[0]) {
      case "changed" -> new Changed(parts[1]);
      case "arrived" -> new Arrived(parts[1], parts[2]);
      case "related" -> new Related(parts[1], parts[2]);
      default -> throw new IllegalArgumentException("no news: " + member);
    };
  }

  /// Makes it due now, also where it is claimed: then it is told once more.
  default Request mark(long nowMs) {
    return Request.cmd(Command.ZADD).arg(Keys.NEWS).arg("LT").arg(nowMs).arg(member());
  }
}
