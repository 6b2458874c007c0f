package dev.visavis.simulation.infra;

import java.util.Locale;

/// Faults that can be planted, one at a time, to see that the simulation finds them.
public enum InjectedBug {
  NONE("nothing is wrong"),
  STALE_READ("a call is sometimes decided on the state before its last command"),
  TIMER_BY_CLOCK("the owner of a deadline decides by its own clock instead of through the log"),
  SILENT_REPLAY("the outcome of a command is not sent again after a crash"),
  COMMIT_AHEAD("offsets are committed before the outputs have arrived"),
  LAST_WRITE_WINS("a restore lets an older record replace a newer one"),
  NO_REPEAT_CHECK("a gateway delivers a message that it has already delivered"),
  NO_BARRIER("a gateway uses a new path before the old one is empty"),
  UNCONFIRMED_IS_LOST("a gateway does not return unacknowledged messages of a broken socket"),
  OVERFLOW_IS_SILENT("a gateway does not report that it dropped unacknowledged messages"),
  OLD_CONNECTION_WINS("presence lets an older connection overwrite a newer one"),
  NO_RING_GAP_CHECK("presence does not look for devices that a ring missed"),
  ROOM_IS_NOT_TOLD("call-service does not tell the devices in a call of its room on the SFU"),
  NO_GLARE_SEARCH("presence does not look for calls that ring the other way");

  private final String what;

  InjectedBug(String what) {
    this.what = what;
  }

  public String what() {
    return what;
  }

  /// A script of Redis with this bug in it.
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
