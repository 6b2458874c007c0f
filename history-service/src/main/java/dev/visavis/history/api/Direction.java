package dev.visavis.history.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// From the side of the user who asks.
enum Direction {
  @JsonProperty("outgoing")
  OUTGOING,
  @JsonProperty("incoming")
  INCOMING
}
