package dev.visavis.presence.view;

import dev.visavis.presence.store.Keys;
import dev.visavis.presence.store.Script;
import dev.visavis.presence.store.Timestamps;
import dev.visavis.proto.v1.UserPresence;
import dev.visavis.support.PresenceKeys;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a user is at one instant.
///
/// @param lastSeenMs 0: never
/// @param atMs by the clock of Redis, so that of two sights the later one has the greater
/// @param told what the followers were told last
public record Sight(
    String userId, boolean online, boolean inCall, long lastSeenMs, long atMs, String told) {
  public static Request request(String userId) {
    return Script.SIGHT.with(
        List.of(
            PresenceKeys.devices(userId),
            PresenceKeys.calls(userId),
            PresenceKeys.lastSeen(userId),
            Keys.told(userId)));
  }

  public static Sight of(String userId, @Nullable Response answer) {
    if (answer == null) {
      throw new IllegalStateException("Redis did not answer where a user is");
    }
    String seen = answer.get(3).toString();
    return new Sight(
        userId,
        answer.get(1).toInteger() > 0,
        answer.get(2).toInteger() > 0,
        seen.isEmpty() ? 0 : Long.parseLong(seen),
        answer.get(0).toLong(),
        answer.get(4).toString());
  }

  /// As [#told] has it.
  public String asTold() {
    return (online ? "online" : "offline") + (inCall ? " in call" : "");
  }

  public UserPresence toWire() {
    UserPresence.Builder wire =
        UserPresence.newBuilder()
            .setUserId(userId)
            .setOnline(online)
            .setInCall(inCall)
            .setAt(Timestamps.ofMillis(atMs));
    if (!online && lastSeenMs > 0) {
      wire.setLastSeenAt(Timestamps.ofMillis(lastSeenMs));
    }
    return wire.build();
  }

  /// As somebody sees it whom the user blocks.
  public UserPresence toWireAsOffline() {
    return UserPresence.newBuilder().setUserId(userId).setAt(Timestamps.ofMillis(atMs)).build();
  }
}
