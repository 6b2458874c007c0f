package dev.visavis.call.domain.value;

/// The authenticated device that sends a command.
public record Sender(User user, Route route) {
  public String userId() {
    return user.id();
  }

  public String deviceId() {
    return route.deviceId();
  }
}
