package dev.visavis.devstack;

/// What keeps the stack from running, in one line that says how to mend it.
public final class StackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StackException(String message) {
    super(message);
  }
}
