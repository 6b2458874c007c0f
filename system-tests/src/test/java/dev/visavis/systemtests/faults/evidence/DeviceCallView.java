package dev.visavis.systemtests.faults.evidence;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a device knows of one call.
public final class DeviceCallView {
  public boolean initiated;
  public boolean rung;
  public boolean joined;
  public boolean answered;
  public final Set<String> candidates = new HashSet<>();

  /// Why it is over for this device; null: it is not.
  @Nullable public String end;

  public boolean isOver() {
    return end != null;
  }
}
