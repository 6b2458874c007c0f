package dev.visavis.call.codec;

/// The record cannot be read as a command: it is damaged, of an unknown kind, or lacks a required
/// field.
public final class UndecodableCommandException extends Exception {
  private static final long serialVersionUID = 1L;

  UndecodableCommandException(String message) {
    super(message);
  }

  UndecodableCommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
