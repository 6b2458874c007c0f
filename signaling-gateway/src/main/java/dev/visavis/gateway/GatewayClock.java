package dev.visavis.gateway;

import com.google.protobuf.Timestamp;

/// The time of a gateway. The simulation has its own, so that a run is the same for the same seed:
/// what it runs takes time from here.
public interface GatewayClock {
  /// Milliseconds of a clock that does not go back; its start has no meaning.
  long monotonicMs();

  /// The wall clock.
  Timestamp now();

  /// Runs the work once, on the caller's event loop.
  ///
  /// @param ms at least 1
  void after(long ms, Runnable work);
}
