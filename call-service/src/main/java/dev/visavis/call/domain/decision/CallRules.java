package dev.visavis.call.domain.decision;

import java.time.Duration;

/// The times and limits of a call. A change affects only later decisions, because events
/// contain the instants that were derived from these.
///
/// @param ringTimeout how long a device rings
/// @param unreachableGrace how long the last ringing device may be offline
/// @param pageClosedGrace how long a ringing call waits for a caller who closed the page
/// @param resumeWindow how long a joined device may be disconnected
/// @param handOffRingTimeout how long the target of a hand-off rings
/// @param handOffCompletionTimeout how long the old device stays after the new one answered
/// @param endedCallRetention how long an ended call is remembered; more than the idempotency
///     window
public record CallRules(
    Duration ringTimeout,
    Duration unreachableGrace,
    Duration pageClosedGrace,
    Duration resumeWindow,
    Duration handOffRingTimeout,
    Duration handOffCompletionTimeout,
    Duration endedCallRetention) {

  /// The participants of one call, including the initiator.
  public static final int MAX_PARTICIPANTS = 32;

  /// A gateway that is alive returns undelivered messages within milliseconds.
  static final Duration RECLAIM_TIMEOUT = Duration.ofSeconds(1);

  /// How long few participants are left before a call leaves the SFU.
  static final Duration SFU_FALLBACK_DELAY = Duration.ofSeconds(30);

  /// How long a media-service may take to assign a room.
  static final Duration ROOM_TIMEOUT = Duration.ofSeconds(5);

  /// How long a call waits before it requests a room again that nobody assigned.
  static final Duration ROOM_RETRY_DELAY = Duration.ofSeconds(10);

  /// How long a room outlives the need for it: media still flows through it until the mesh is up,
  /// and a participant who leaves may come back.
  static final Duration ROOM_RELEASE_DELAY = Duration.ofSeconds(10);

  public static final CallRules STANDARD =
      new CallRules(
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(15),
          Duration.ofSeconds(5),
          Duration.ofMinutes(6));
}
