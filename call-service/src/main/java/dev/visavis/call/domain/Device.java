package dev.visavis.call.domain;

import org.jspecify.annotations.Nullable;

/// A device of a participant, as far as this call knows it.
///
/// @param online its connection has not been reported gone
/// @param alerted it has said that it is alerting its user
/// @param rungOn the connection that was sent `ring`; one connection is never rung twice
/// @param formerConnection what it had before; a straggler from there does not bring it back
public record Device(
    Route route,
    boolean online,
    boolean alerted,
    @Nullable String rungOn,
    @Nullable String formerConnection) {

  static Device unrung(Route route) {
    return new Device(route, true, false, null, null);
  }

  static Device rung(Route route) {
    return new Device(route, true, false, route.connectionId(), null);
  }

  public String id() {
    return route.deviceId();
  }

  boolean isOn(String connectionId) {
    return route.connectionId().equals(connectionId);
  }

  /// Whether `candidate` says something new about where the device is. Two instances of
  /// presence may tell of two connections, and the earlier one last.
  boolean isMovedBy(Route candidate) {
    return !isOn(candidate.connectionId())
        && !candidate.connectionId().equals(formerConnection)
        && !candidate.isOlderThan(route);
  }

  Device seenAt(Route newRoute, boolean ring) {
    String former = isOn(newRoute.connectionId()) ? formerConnection : route.connectionId();
    return new Device(newRoute, true, alerted, ring ? newRoute.connectionId() : rungOn, former);
  }

  Device gone() {
    return new Device(route, false, alerted, rungOn, formerConnection);
  }

  Device alerting() {
    return new Device(route, online, true, rungOn, formerConnection);
  }

  boolean isRung() {
    return online && isOn(rungOn == null ? "" : rungOn);
  }
}
