package dev.visavis.history.http;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Parses ids sent by clients.
public final class Ids {
  private Ids() {}

  /// Empty if the text is not a UUID in its full form; `UUID.fromString` takes shorter ones.
  public static Optional<UUID> read(String text) {
    try {
      UUID id = UUID.fromString(text);
      return Optional.of(id).filter(it -> it.toString().equals(text.toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
