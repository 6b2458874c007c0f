package dev.visavis.call.domain;

/// What the initiator asked for.
public enum CallType {
  VIDEO,
  AUDIO
}
