package dev.visavis.presence.log;

/// Kafka does not take records: try again later.
public final class LogAway extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LogAway(String message, Throwable cause) {
    super(message, cause);
  }
}
