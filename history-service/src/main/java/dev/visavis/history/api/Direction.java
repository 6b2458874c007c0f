package dev.visavis.history.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The direction of a call, from the viewpoint of the user who asks.
enum Direction {
  @JsonProperty("outgoing")
  OUTGOING,
  @JsonProperty("incoming")
  INCOMING
}
