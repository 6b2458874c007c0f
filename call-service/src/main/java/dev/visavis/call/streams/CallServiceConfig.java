package dev.visavis.call.streams;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/// The settings of call-service.
@ConfigMapping(prefix = "visavis.call")
public interface CallServiceConfig {
  /// How long a device rings.
  Duration ringTimeout();

  /// How long a joined device may be disconnected before its user has left the call.
  Duration resumeWindow();

  /// How long the last ringing device may be offline before its user counts as unreachable.
  Duration unreachableGrace();

  /// How long a ringing call waits for a caller who has closed or reloaded the page, before it is
  /// cancelled.
  Duration pageClosedGrace();

  /// How long the target of a hand-off rings.
  @WithName("hand-off-ring")
  @WithDefault("15s")
  Duration handOffRingTimeout();

  /// How long the old device stays in the call after the target of a hand-off has answered.
  @WithDefault("${visavis.call.hand-off-settle:5s}")
  Duration handOffCompletionTimeout();

  /// How long an ended call is remembered; at least the 5 minutes in which a repeated
  /// `initiate_call` must find it.
  @WithDefault("${visavis.call.memory:6m}")
  Duration endedCallRetention();

  /// The share of the heap that calls may take before new ones are refused; above 0, at most 1.
  @WithDefault("0.5")
  double memoryShare();

  /// How often deadlines are checked, and so how late a timer can be.
  @WithDefault("50ms")
  Duration timerTick();

  /// How long outcomes are stored for a replay after a crash.
  @WithName("outcomes-kept-for")
  @WithDefault("15s")
  Duration outcomeRetention();

  /// Standby copies of each partition's calls on other instances. Use 1 with two or more instances.
  @WithDefault("0")
  int standbyReplicas();

  /// The replication factor of the changelog; -1 means the broker's default.
  @WithDefault("-1")
  int replicationFactor();

  /// The number of stream threads. More than one helps only if cores are idle.
  @WithDefault("1")
  int threads();

  /// How long the last commands may take when the service stops.
  @WithDefault("8s")
  Duration stopTimeout();
}
