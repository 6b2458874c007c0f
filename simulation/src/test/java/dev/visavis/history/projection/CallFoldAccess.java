package dev.visavis.history.projection;

import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.ParticipantState;
import dev.visavis.proto.v1.events.CallEvent;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The history of one call, computed by history-service's fold.
public final class CallFoldAccess {
  private @Nullable CallRecord call;

  public void add(CallEvent event) {
    call = CallFold.apply(call, event);
  }

  public @Nullable CallState state() {
    return call == null ? null : call.state();
  }

  public Map<String, ParticipantState> parts() {
    Map<String, ParticipantState> parts = new TreeMap<>();
    if (call != null) {
      call.participants().forEach((user, part) -> parts.put(user.toString(), part.state()));
    }
    return parts;
  }

  /// The complete history of the call as text, for comparison.
  public String rows() {
    return call + (call == null ? "" : call.participants().toString());
  }
}
