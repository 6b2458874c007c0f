package dev.visavis.infra;

import org.jspecify.annotations.Nullable;

/// A server cannot be started or does not become ready. The message is for the user at the
/// terminal.
public final class InfraException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InfraException(String message) {
    super(message);
  }

  public InfraException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
