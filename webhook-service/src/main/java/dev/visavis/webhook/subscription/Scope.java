package dev.visavis.webhook.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// The calls whose events a subscription gets.
public enum Scope {
  /// Calls in which its owner takes part.
  @JsonProperty("own")
  OWN,
  /// Every call; only for operators.
  @JsonProperty("all")
  ALL;

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Scope of(String column) {
    return valueOf(column.toUpperCase(Locale.ROOT));
  }
}
