package dev.visavis.call.codec;

/// A record that is no command: damaged, of a kind that is unknown here, or without what it needs.
public final class UndecodableCommandException extends Exception {
  private static final long serialVersionUID = 1L;

  UndecodableCommandException(String message) {
    super(message);
  }

  UndecodableCommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
