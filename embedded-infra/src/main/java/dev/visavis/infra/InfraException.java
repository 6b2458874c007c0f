package dev.visavis.infra;

import org.jspecify.annotations.Nullable;

/// A part that cannot be started or made ready; the message is for the person at the terminal.
public final class InfraException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InfraException(String message) {
    super(message);
  }

  public InfraException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
