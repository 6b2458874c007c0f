package dev.visavis.presence.call;

import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.presence.store.RedisReplies;
import dev.visavis.presence.store.Script;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.support.PresenceKeys;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Translates the change of a user's part in a call into a Redis request, and reads the reply.
public final class CallRequests {
  /// More than the number of events that one version of a call can have.
  private static final long EVENTS_PER_VERSION = 1_000;

  private CallRequests() {}

  /// The change, without a reply.
  public static Request apply(CallEvent event, ParticipationChange change) {
    return request(event, change, "");
  }

  /// The change; the reply is the user's [#snapshot] after it.
  static Request applyAndRead(CallEvent event, ParticipationChange change) {
    return request(event, change, "answer");
  }

  private static Request request(CallEvent event, ParticipationChange change, String reply) {
    String user = change.userId();
    boolean ended = change.state().isEmpty();
    return Script.CALL.with(
        List.of(
            PresenceKeys.calls(user),
            InternalPresenceKeys.callPosition(user, event.getCallId()),
            PresenceKeys.devices(user),
            InternalPresenceKeys.outgoingCalls(user)),
        event.getCallId(),
        position(event),
        change.state(),
        change.callee(),
        ended ? InternalPresenceKeys.ENDED_CALL_SECONDS : InternalPresenceKeys.CALL_SECONDS,
        reply);
  }

  /// The position of an event among the events of its call.
  static long position(CallEvent event) {
    return event.getVersion() * EVENTS_PER_VERSION + event.getIndex();
  }

  static UserSnapshot snapshot(@Nullable Response reply) {
    if (reply == null) {
      throw new IllegalStateException("Redis returned no reply to the script call.lua");
    }
    return new UserSnapshot(RedisReplies.hash(reply.get(0)), RedisReplies.routes(reply.get(1)));
  }
}
