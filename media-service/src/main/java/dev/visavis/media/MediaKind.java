package dev.visavis.media;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The media of a participant: the kinds of docs/protocol.md, "Track".
public enum MediaKind {
  MICROPHONE,
  CAMERA,
  SCREEN;

  /// The name on the wire.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<MediaKind> ofWireName(String name) {
    return Arrays.stream(values()).filter(kind -> kind.wireName().equals(name)).findFirst();
  }

  public boolean isVideo() {
    return this != MICROPHONE;
  }
}
