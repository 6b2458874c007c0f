package dev.visavis.presence.store;

import org.jspecify.annotations.Nullable;

/// Redis does not answer, or holds nothing yet: try again later, nothing is lost.
public final class ReadModelAway extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ReadModelAway(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
