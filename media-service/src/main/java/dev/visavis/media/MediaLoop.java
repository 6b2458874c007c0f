package dev.visavis.media;

/// The thread that owns all state of media-service, with its clock and timers. Tests replace it by
/// one on virtual time.
public interface MediaLoop {
  /// Milliseconds of a clock that never goes back, from an arbitrary origin.
  long nowMs();

  /// Runs the work on the loop, after what is queued already. Safe from any thread.
  void run(Runnable work);

  /// Runs the work once on the loop. Safe from any thread.
  ///
  /// @param ms at least 1
  void after(long ms, Runnable work);

  /// Runs the work on the loop again and again, from `ms` milliseconds on, as long as the process
  /// lives.
  default void every(long ms, Runnable work) {
    after(
        ms,
        () -> {
          every(ms, work);
          work.run();
        });
  }
}
