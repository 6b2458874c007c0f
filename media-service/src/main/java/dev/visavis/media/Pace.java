package dev.visavis.media;

/// Spaces what one device asks for: `burst` at once after a pause, and then one each `intervalMs`.
public final class Pace {
  private final long intervalMs;
  private final long burstMs;

  /// When the next one would be due if there were no bursts.
  private long dueAtMs = Long.MIN_VALUE / 2;

  /// @param burst at least 1
  public Pace(int burst, long intervalMs) {
    this.intervalMs = intervalMs;
    this.burstMs = (burst - 1) * intervalMs;
  }

  /// Takes the next turn, and returns in how many milliseconds it comes; 0: now.
  public long reserve(long nowMs) {
    long waitMs = waitMs(nowMs);
    dueAtMs = Math.max(dueAtMs, nowMs) + intervalMs;
    return waitMs;
  }

  /// Takes the next turn if it is now.
  public boolean take(long nowMs) {
    return waitMs(nowMs) == 0 && reserve(nowMs) == 0;
  }

  private long waitMs(long nowMs) {
    return Math.max(0, dueAtMs - burstMs - nowMs);
  }
}
