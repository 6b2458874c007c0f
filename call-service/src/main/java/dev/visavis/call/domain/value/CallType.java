package dev.visavis.call.domain.value;

/// The type of a call, as the initiator requested it.
public enum CallType {
  VIDEO,
  AUDIO
}
