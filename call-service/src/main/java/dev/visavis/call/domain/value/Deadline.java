package dev.visavis.call.domain.value;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An instant at which something happens to a call unless something else does before.
///
/// @param userId whom it is about; null: the call
public record Deadline(Kind kind, @Nullable String userId, Instant dueAt) {
  public enum Kind {
    /// Nobody answered in time.
    RING,
    /// The last ringing device went away and none came back.
    UNREACHABLE,
    /// A joined device stayed away.
    RECONNECT,
    /// A hand-off was not answered, or its new side did not say that it is up.
    HAND_OFF,
    /// A reclaim was not completed in time; the id of the timer command contains this name.
    RECALL,
    /// A call that is over leaves the store, which is no part of its story: no command says so.
    FORGET
  }
}
