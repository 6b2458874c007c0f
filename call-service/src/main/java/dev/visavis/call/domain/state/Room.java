package dev.visavis.call.domain.state;

import dev.visavis.call.domain.value.Route;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A call's room on the SFU.
///
/// ```
/// Absent -> Requested -> Assigned -> Absent (released), or Requested (lost)
///              |  ^
///              v  |
///           Unavailable -> Absent (no longer needed)
/// ```
///
/// @param generation of the room that was requested last, from 1; 0: none was
public record Room(int generation, Status status) {
  public static final Room NONE = new Room(0, new Absent());

  public sealed interface Status {}

  public record Absent() implements Status {}

  /// A media-service is to answer by then.
  ///
  /// @param again nobody has answered the request before this one
  public record Requested(Instant until, boolean again) implements Status {}

  /// @param route of the SFU
  /// @param mediaServer its name
  /// @param releaseAt when the room is given up; null while the call needs it
  public record Assigned(Route route, String mediaServer, @Nullable Instant releaseAt)
      implements Status {}

  /// No media-service has answered. The room is requested again at this instant.
  public record Unavailable(Instant until) implements Status {}

  public @Nullable Assigned assigned() {
    return status instanceof Assigned assigned ? assigned : null;
  }

  /// Whether a media-service was asked and, up to now, none has answered.
  public boolean isUnavailable() {
    return status instanceof Unavailable
        || (status instanceof Requested requested && requested.again());
  }

  /// Whether a room is on its way.
  public boolean isPending() {
    return status instanceof Requested || status instanceof Unavailable;
  }

  /// When the next step is due; null: only a command changes it.
  @Nullable Instant deadline() {
    return switch (status) {
      case Absent _ -> null;
      case Requested requested -> requested.until();
      case Assigned assigned -> assigned.releaseAt();
      case Unavailable unavailable -> unavailable.until();
    };
  }

  Room requested(int next, Instant until) {
    return new Room(next, new Requested(until, status instanceof Unavailable));
  }

  Room assigned(Route route, String mediaServer) {
    return new Room(generation, new Assigned(route, mediaServer, null));
  }

  Room releasedAt(@Nullable Instant at) {
    return status instanceof Assigned assigned
        ? new Room(generation, new Assigned(assigned.route(), assigned.mediaServer(), at))
        : this;
  }

  /// @param retryAt null: no room is there to be asked for again
  Room lost(@Nullable Instant retryAt) {
    return retryAt == null ? absent() : new Room(generation, new Unavailable(retryAt));
  }

  Room absent() {
    return new Room(generation, new Absent());
  }
}
