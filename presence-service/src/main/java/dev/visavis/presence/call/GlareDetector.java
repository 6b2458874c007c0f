package dev.visavis.presence.call;

import dev.visavis.presence.log.Output;
import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.presence.store.LiveCalls;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.RedisReplies;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.events.CallInitiated;
import dev.visavis.support.PresenceKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds calls in the opposite direction.
@ApplicationScoped
class GlareDetector {
  private final ReadModel model;

  GlareDetector(ReadModel model) {
    this.model = model;
  }

  /// Returns a command for each glare. Both calls must still ring: an answered or ended call does
  /// not count, and neither does one whose callee blocks its caller.
  List<Output> of(List<AppliedEvent> events) {
    List<Glare> possible = candidates(events.stream().filter(GlareDetector::isDirect).toList());
    List<Request> requests = new ArrayList<>();
    for (Glare glare : possible) {
      requests.add(stateOf(glare.callee(), glare.callId()));
      requests.add(stateOf(glare.caller(), glare.otherCallId()));
    }
    List<@Nullable Response> states = model.run(requests);
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < possible.size(); i++) {
      if (rings(states.get(2 * i)) && rings(states.get(2 * i + 1))) {
        outputs.add(possible.get(i).resolve());
      }
    }
    return outputs;
  }

  private List<Glare> candidates(List<AppliedEvent> direct) {
    List<@Nullable Response> outgoing =
        model.run(
            direct.stream()
                .map(
                    event ->
                        Request.cmd(Command.HGETALL)
                            .arg(InternalPresenceKeys.outgoingCalls(callee(event))))
                .toList());
    List<Glare> found = new ArrayList<>();
    for (int i = 0; i < direct.size(); i++) {
      AppliedEvent one = direct.get(i);
      String callId = one.event().getCallId();
      String caller = one.event().getCallInitiated().getInitiator().getId();
      for (Map.Entry<String, String> other : RedisReplies.hash(outgoing.get(i)).entrySet()) {
        if (other.getValue().equals(caller)) {
          found.add(
              new Glare(callId, caller, callee(one), other.getKey(), one.event().getOccurredAt()));
        }
      }
    }
    return found;
  }

  private static boolean isDirect(AppliedEvent applied) {
    CallInitiated initiated = applied.event().getCallInitiated();
    return initiated.getKind() == CallKind.CALL_KIND_DIRECT && initiated.getInvitedCount() == 1;
  }

  private static String callee(AppliedEvent direct) {
    return direct.event().getCallInitiated().getInvited(0).getUser().getId();
  }

  private static Request stateOf(String userId, String callId) {
    return Request.cmd(Command.HGET).arg(PresenceKeys.calls(userId)).arg(callId);
  }

  private static boolean rings(@Nullable Response state) {
    return state != null && state.toString().equals(LiveCalls.RINGING);
  }
}
