package dev.visavis.call.domain.value;

/// What the initiator asked for.
public enum CallType {
  VIDEO,
  AUDIO
}
