package dev.visavis.call.domain.value;

/// The role of a device in a call.
public enum DeviceRole {
  JOINED,
  RINGING,
  OBSERVER
}
