package dev.visavis.systemtests.faults.evidence;

/// One thing that a device did or saw.
///
/// @param at of `System.nanoTime`
/// @param connection counts the sockets of that device from 1
/// @param type of the message; empty where none is meant
/// @param callId empty where no call is meant
/// @param detail what matters of the message: the reason of an end, the code of an error, a
///     candidate, the state of a call as `thisDevice/state`
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
    /// The socket is gone.
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
