package dev.visavis.call.domain.decision;

import dev.visavis.call.domain.state.CallEvent;
import dev.visavis.call.domain.value.Rejection;
import java.util.List;

/// The outcome of deciding a command.
public sealed interface Decision {
  /// The command is accepted; `events` may be empty.
  ///
  /// @param events what happened, in order; none for a query or a repeated command
  record Accepted(List<CallEvent> events) implements Decision {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /// The command is refused and changes nothing.
  record Rejected(Rejection reason) implements Decision {}
}
