package dev.visavis.systemtests.faults;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a device knows of one call.
final class DeviceCallView {
  boolean initiated;
  boolean rung;
  boolean joined;
  boolean answered;
  final Set<String> candidates = new HashSet<>();

  /// Why it is over for this device; null: it is not.
  @Nullable String end;

  boolean isOver() {
    return end != null;
  }
}
