package dev.visavis.call.domain.value;

/// What a device is in a call.
public enum DeviceRole {
  JOINED,
  RINGING,
  OBSERVER
}
