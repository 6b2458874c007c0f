package dev.visavis.presence.view;

import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.presence.store.ProtoTime;
import dev.visavis.presence.store.Script;
import dev.visavis.proto.v1.UserPresence;
import dev.visavis.support.PresenceKeys;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A user's presence at one instant.
///
/// @param lastSeenMs 0: never
/// @param atMs by the clock of Redis, so that the later of two states has the greater value
/// @param lastNotified the state that the followers were last sent
public record PresenceState(
    String userId,
    boolean online,
    boolean inCall,
    long lastSeenMs,
    long atMs,
    String lastNotified) {
  public static Request request(String userId) {
    return Script.PRESENCE_STATE.with(
        List.of(
            PresenceKeys.devices(userId),
            PresenceKeys.calls(userId),
            PresenceKeys.lastSeen(userId),
            InternalPresenceKeys.lastNotified(userId)));
  }

  public static PresenceState of(String userId, @Nullable Response reply) {
    if (reply == null) {
      throw new IllegalStateException("Redis returned no reply to the script presence-state.lua");
    }
    String seen = reply.get(3).toString();
    return new PresenceState(
        userId,
        reply.get(1).toInteger() > 0,
        reply.get(2).toInteger() > 0,
        seen.isEmpty() ? 0 : Long.parseLong(seen),
        reply.get(0).toLong(),
        reply.get(4).toString());
  }

  /// The state as text, in the form of [#lastNotified].
  public String statusText() {
    return (online ? "online" : "offline") + (inCall ? " in call" : "");
  }

  public UserPresence toWire() {
    UserPresence.Builder wire =
        UserPresence.newBuilder()
            .setUserId(userId)
            .setOnline(online)
            .setInCall(inCall)
            .setAt(ProtoTime.ofMillis(atMs));
    if (!online && lastSeenMs > 0) {
      wire.setLastSeenAt(ProtoTime.ofMillis(lastSeenMs));
    }
    return wire.build();
  }

  /// The presence that a user blocked by this user sees.
  public UserPresence toWireAsOffline() {
    return UserPresence.newBuilder().setUserId(userId).setAt(ProtoTime.ofMillis(atMs)).build();
  }
}
