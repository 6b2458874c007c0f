package dev.visavis.call.domain.state;

import dev.visavis.call.domain.value.Route;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A device of a participant, as far as this call knows it.
///
/// @param online its connection has not been reported closed
/// @param alerted it has reported that it is alerting its user
/// @param ringConnectionId the connection that was sent `ring`; no connection gets `ring` twice
/// @param previousConnectionIds the latest closed ones, the newest last; a late command from one
///     of them does not make it current again. The current one is among them once a message has
///     come back from it
/// @param end how the call last ended for this device; null if it never rang nor was in the call
public record Device(
    Route route,
    boolean online,
    boolean alerted,
    @Nullable String ringConnectionId,
    List<String> previousConnectionIds,
    @Nullable DeviceEnd end) {
  /// More than a device has while a command of its first one is on its way.
  private static final int MAX_PREVIOUS_CONNECTIONS = 8;

  public Device {
    previousConnectionIds = List.copyOf(previousConnectionIds);
  }

  public static Device notRinging(Route route) {
    return new Device(route, true, false, null, List.of(), null);
  }

  static Device ringing(Route route) {
    return new Device(route, true, false, route.connectionId(), List.of(), null);
  }

  public String id() {
    return route.deviceId();
  }

  public boolean isOn(String connectionId) {
    return route.connectionId().equals(connectionId);
  }

  /// Whether `candidate` is a later connection of the device. Two instances of presence-service
  /// may report two connections, and the earlier one last.
  public boolean isReplacedBy(Route candidate) {
    return !isOn(candidate.connectionId())
        && !previousConnectionIds.contains(candidate.connectionId())
        && !candidate.isOlderThan(route);
  }

  Device withRoute(Route newRoute, boolean ring) {
    List<String> former =
        isOn(newRoute.connectionId()) ? previousConnectionIds : previousConnectionIdsWithCurrent();
    return new Device(
        newRoute, true, alerted, ring ? newRoute.connectionId() : ringConnectionId, former, end);
  }

  /// A gateway has returned a message because the current connection has closed. Nothing more
  /// is sent to it: a message that comes back from one connection twice counts as the same.
  boolean hasReturned() {
    return previousConnectionIds.contains(route.connectionId());
  }

  Device withReturned(String connectionId) {
    return isOn(connectionId)
        ? new Device(
            route, online, alerted, ringConnectionId, previousConnectionIdsWithCurrent(), end)
        : this;
  }

  private List<String> previousConnectionIdsWithCurrent() {
    if (hasReturned()) {
      return previousConnectionIds;
    }
    int tooMany = Math.max(0, previousConnectionIds.size() + 1 - MAX_PREVIOUS_CONNECTIONS);
    return Stream.concat(
            previousConnectionIds.stream().skip(tooMany), Stream.of(route.connectionId()))
        .toList();
  }

  Device withOffline() {
    return new Device(route, false, alerted, ringConnectionId, previousConnectionIds, end);
  }

  Device withAlerted() {
    return new Device(route, online, true, ringConnectionId, previousConnectionIds, end);
  }

  Device withEnd(DeviceEnd how) {
    return new Device(route, online, alerted, ringConnectionId, previousConnectionIds, how);
  }

  boolean isRinging() {
    return online && isOn(ringConnectionId == null ? "" : ringConnectionId);
  }
}
