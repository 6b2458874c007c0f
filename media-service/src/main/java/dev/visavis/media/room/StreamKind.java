package dev.visavis.media.room;

/// Which of a device's two connections a message belongs to.
public enum StreamKind {
  PUBLISH,
  SUBSCRIBE
}
