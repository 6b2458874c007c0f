package dev.visavis.gateway;

import com.google.protobuf.Timestamp;

/// The clock and timers of a gateway. The code that the simulation runs uses no other clock, so a
/// simulated run is the same for the same seed.
public interface GatewayClock {
  /// Milliseconds of a clock that never goes back, from an arbitrary origin.
  long monotonicMs();

  /// The wall clock.
  Timestamp now();

  /// Runs the work once, on the caller's event loop.
  ///
  /// @param ms at least 1
  void after(long ms, Runnable work);
}
