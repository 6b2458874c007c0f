package dev.visavis.devstack;

/// The stack cannot run. The message is one line that names the cause and the remedy.
public final class StackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StackException(String message) {
    super(message);
  }
}
