package dev.visavis.call.domain.decision;

import dev.visavis.call.domain.state.CallEvent;
import dev.visavis.call.domain.value.Rejection;
import java.util.List;

/// What a command comes to.
public sealed interface Decision {
  /// The call takes it.
  ///
  /// @param events what happened, in order; none if the command only asked, or repeated itself
  record Accepted(List<CallEvent> events) implements Decision {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /// Nothing happened.
  record Rejected(Rejection reason) implements Decision {}
}
