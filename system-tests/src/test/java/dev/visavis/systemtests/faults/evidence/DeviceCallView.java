package dev.visavis.systemtests.faults.evidence;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A device's view of one call.
public final class DeviceCallView {
  public boolean initiated;
  public boolean rung;
  public boolean joined;
  public boolean answered;
  public final Set<String> candidates = new HashSet<>();

  /// The end reason of the call for this device; null while it is live.
  @Nullable public String end;

  public boolean isOver() {
    return end != null;
  }
}
