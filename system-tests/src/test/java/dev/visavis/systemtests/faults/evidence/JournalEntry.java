package dev.visavis.systemtests.faults.evidence;

/// A message that a device sent or received, or a change of its connection.
///
/// @param at the time, by `System.nanoTime`
/// @param connection the number of the device's socket, from 1
/// @param type the type of the message; empty for a lost connection
/// @param callId empty if the entry belongs to no call
/// @param detail the important part of the message: an end reason, an error code, a candidate, or
///     the state of a call as `thisDevice/state`
public record JournalEntry(
    long at,
    String userId,
    String deviceId,
    int connection,
    Kind kind,
    String type,
    String callId,
    String requestId,
    String detail) {
  public enum Kind {
    /// The device is registered.
    UP,
    /// The socket has closed.
    DOWN,
    SENT,
    RECEIVED
  }

  public boolean is(Kind wanted, String wantedType) {
    return kind == wanted && type.equals(wantedType);
  }

  public String device() {
    return userId + ":" + deviceId;
  }

  @Override
  public String toString() {
    return "%.3f s %s#%d %s %s %s %s %s"
        .formatted(at / 1e9, device(), connection, kind, type, callId, detail, requestId)
        .stripTrailing();
  }
}
