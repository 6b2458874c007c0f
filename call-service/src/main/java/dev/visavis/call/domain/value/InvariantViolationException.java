package dev.visavis.call.domain.value;

/// A call is in a state that must not exist: a fault of this program, never of a client.
public final class InvariantViolationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvariantViolationException(String message) {
    super(message);
  }
}
