package dev.visavis.presence.call;

import dev.visavis.presence.store.Keys;
import dev.visavis.presence.store.Replies;
import dev.visavis.presence.store.Script;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.support.PresenceKeys;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a change of a user's part in a call is put to Redis, and what Redis answers.
public final class CallRequests {
  /// More facts than one version of a call can hold.
  private static final long FACTS_A_VERSION = 1_000;

  private CallRequests() {}

  /// The change, without an answer.
  public static Request apply(CallEvent event, PartChange change) {
    return request(event, change, "");
  }

  /// The change, answered with the user's [#part] after it.
  static Request applyAndAsk(CallEvent event, PartChange change) {
    return request(event, change, "answer");
  }

  private static Request request(CallEvent event, PartChange change, String answer) {
    String user = change.userId();
    boolean over = change.state().isEmpty();
    return Script.CALL.with(
        List.of(
            PresenceKeys.calls(user),
            Keys.callPosition(user, event.getCallId()),
            PresenceKeys.devices(user),
            Keys.dialling(user)),
        event.getCallId(),
        position(event),
        change.state(),
        change.dials(),
        over ? Keys.ENDED_CALL_SECONDS : Keys.CALL_SECONDS,
        answer);
  }

  /// Where an event stands among those of its call.
  static long position(CallEvent event) {
    return event.getVersion() * FACTS_A_VERSION + event.getIndex();
  }

  static Part part(@Nullable Response answer) {
    if (answer == null) {
      throw new IllegalStateException("Redis did not answer the script of a call");
    }
    return new Part(Replies.hash(answer.get(0)), Replies.routes(answer.get(1)));
  }
}
