package dev.visavis.call.domain.value;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An instant at which a call changes unless something else happens first.
///
/// @param userId the participant; null for the whole call
public record Deadline(Kind kind, @Nullable String userId, Instant dueAt) {
  public enum Kind {
    /// Nobody answered in time.
    RING,
    /// The last ringing device went offline and none came back in time.
    UNREACHABLE,
    /// A joined device did not reconnect in time.
    RECONNECT,
    /// A hand-off was not answered, or not completed, in time.
    HAND_OFF,
    /// A reclaim was not completed in time; the id of the timer command contains this name.
    RECALL,
    /// Few participants have been left for so long that the call leaves the SFU.
    TOPOLOGY,
    /// No media-service assigned the requested room in time, or it is time to request one again, or
    /// to give up one that is not needed.
    ROOM,
    /// The caller closed the page while the call rang, and did not come back in time.
    PAGE_CLOSED,
    /// The retention of an ended call is over. It leaves the store without a command.
    FORGET
  }
}
