package dev.visavis.media.layers;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When to tell one device its [SendLimits]: a larger picture is needed at once; a smaller one is
/// enough only after a while, so that somebody who pages back and forth does not make an encoder
/// start anew each time. Until the first limits, a device sends everything.
public final class SendLimitControl {
  static final long LOWER_AFTER_MS = 2_000;

  private @Nullable SendLimits told;
  private @Nullable SendLimits wanted;
  private long lowerAtMs = Long.MAX_VALUE;

  /// Returns the limits to tell now, if any.
  public Optional<SendLimits> update(SendLimits needed, long nowMs) {
    if (needed.equals(told)) {
      wanted = needed;
      lowerAtMs = Long.MAX_VALUE;
      return Optional.empty();
    }
    if (told != null && !needed.max(told).equals(told)) {
      // Something is shown larger: what is shown smaller waits for its own time.
      return tell(needed.max(told), needed, nowMs);
    }
    if (!needed.equals(wanted) || lowerAtMs == Long.MAX_VALUE) {
      wanted = needed;
      lowerAtMs = nowMs + LOWER_AFTER_MS;
    }
    return due(nowMs);
  }

  /// Returns the lower limits once they are due.
  public Optional<SendLimits> due(long nowMs) {
    SendLimits lower = wanted;
    if (lower == null || nowMs < lowerAtMs) {
      return Optional.empty();
    }
    return tell(lower, lower, nowMs);
  }

  /// When to ask [#due]; [Long#MAX_VALUE]: not at all.
  public long dueAtMs() {
    return lowerAtMs;
  }

  /// The limits that the device was told last, to repeat them.
  public Optional<SendLimits> told() {
    return Optional.ofNullable(told);
  }

  private Optional<SendLimits> tell(SendLimits now, SendLimits later, long nowMs) {
    told = now;
    wanted = later;
    lowerAtMs = later.equals(now) ? Long.MAX_VALUE : nowMs + LOWER_AFTER_MS;
    return Optional.of(now);
  }
}
