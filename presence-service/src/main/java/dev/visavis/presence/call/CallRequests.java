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

  public static Request apply(CallEvent event, PartChange change) {
    String user = change.userId();
    boolean over = change.state().isEmpty();
    return Script.CALL.with(
        List.of(
            PresenceKeys.calls(user),
            Keys.callPosition(user, event.getCallId()),
            PresenceKeys.devices(user),
            Keys.dialling(user)),
        event.getCallId(),
        event.getVersion() * FACTS_A_VERSION + event.getIndex(),
        change.state(),
        change.dials(),
        over ? Keys.FORGET_SECONDS : Keys.CALL_SECONDS);
  }

  static Part part(@Nullable Response answer) {
    if (answer == null) {
      throw new IllegalStateException("Redis did not answer the script of a call");
    }
    return new Part(
        answer.get(0).toString(), Replies.hash(answer.get(1)), Replies.routes(answer.get(2)));
  }
}
