package dev.visavis.simulation.infra;

import java.util.Locale;

/// Bugs that can be injected, one at a time, to check that the simulation finds them.
public enum InjectedBug {
  NONE("no bug"),
  STALE_READ("a call is sometimes decided on the state before its last command"),
  TIMER_BY_CLOCK("a process decides a due deadline at once instead of writing it to the log"),
  SILENT_REPLAY("the outcome of a command is not sent again after a crash"),
  COMMIT_AHEAD("offsets are committed before the outputs have arrived"),
  LAST_WRITE_WINS("a restore lets an older record replace a newer one"),
  NO_REPEAT_CHECK("a gateway delivers a message again that it has already delivered"),
  NO_BARRIER("a gateway uses a new path without waiting for its barrier"),
  UNCONFIRMED_IS_LOST("a gateway does not return unacknowledged messages of a broken socket"),
  OVERFLOW_IS_SILENT("a gateway does not report that it dropped unacknowledged messages"),
  OLD_CONNECTION_WINS("presence-service lets an older connection overwrite a newer one"),
  NO_RING_GAP_CHECK("presence-service does not report online devices that a call does not ring"),
  NO_GLARE_SEARCH("presence-service does not look for a call in the opposite direction"),
  ROOM_IS_NOT_TOLD("call-service does not tell the devices in a call of its room on the SFU");

  private final String what;

  InjectedBug(String what) {
    this.what = what;
  }

  public String what() {
    return what;
  }

  /// The source of a Redis script, with this bug if it concerns the script.
  String inScript(String source) {
    return this == OLD_CONNECTION_WINS && source.contains("'overruled'")
        ? source
            .replace("offset < known", "false")
            .replace("offset > known", "offset ~= known")
            .replace("record[3] == connection", "false")
            .replace("record[2] == connection", "true")
        : source;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
