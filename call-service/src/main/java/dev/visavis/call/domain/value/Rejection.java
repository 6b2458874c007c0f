package dev.visavis.call.domain.value;

/// Why a command changes nothing.
public enum Rejection {
  INVALID_MESSAGE("The message does not make sense for this call."),
  CALL_NOT_FOUND("There is no such call."),
  CALL_UNAVAILABLE("The call is already answered, or over."),
  NOT_A_PARTICIPANT("This device is not in the call."),
  INVALID_STATE("The call's state does not allow that."),
  NO_ROOM("This call has no room on the SFU: send to each participant instead."),
  ROOM_PENDING("This call has no room on the SFU yet. Try again in a moment."),
  /// The message to the client names the generations too.
  STALE_ROOM("The room on the SFU has another generation."),
  DEVICE_NOT_FOUND("That device is not there."),
  OVERLOADED("Too many calls are going on. Try again later."),
  NEWER_SCHEMA("The server is being upgraded. Try again in a moment."),
  CALL_FULL("The call has as many participants as it can have."),
  NO_MEDIA_SERVER("This call can take no more than 4 people: no media server is available."),
  TOO_LARGE("The call would become too large to be stored."),
  /// A timer or presence command that no longer matters; no device is notified.
  STALE("The command is outdated.");

  private final String explanation;

  Rejection(String explanation) {
    this.explanation = explanation;
  }

  public String explanation() {
    return explanation;
  }
}
