package dev.visavis.presence.store;

import org.jspecify.annotations.Nullable;

/// Redis is unavailable or incomplete; try again later, nothing is lost.
public final class ReadModelUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ReadModelUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
