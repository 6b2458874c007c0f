package dev.visavis.webhook.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// Of which calls a subscription hears.
public enum Scope {
  /// Those that its owner has a part in.
  @JsonProperty("own")
  OWN,
  /// Every call; for operators.
  @JsonProperty("all")
  ALL;

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Scope of(String column) {
    return valueOf(column.toUpperCase(Locale.ROOT));
  }
}
