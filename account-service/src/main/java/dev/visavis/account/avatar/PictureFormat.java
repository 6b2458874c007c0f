package dev.visavis.account.avatar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/// The accepted image formats, recognized by the first bytes of a file. The JDK reads more formats;
/// refusing them leaves fewer decoders to attack.
enum PictureFormat {
  JPEG("\u00ff\u00d8\u00ff"),
  PNG("\u0089PNG\r\n\u001a\n"),
  GIF("GIF8");

  private final byte[] beginning;

  PictureFormat(String beginning) {
    this.beginning = beginning.getBytes(ISO_8859_1);
  }

  /// Null for any other format.
  static @Nullable PictureFormat of(byte[] file) {
    for (PictureFormat format : values()) {
      if (format.begins(file)) {
        return format;
      }
    }
    return null;
  }

  private boolean begins(byte[] file) {
    boolean same = file.length >= beginning.length;
    for (int i = 0; same && i < beginning.length; i++) {
      same = file[i] == beginning[i];
    }
    return same;
  }
}
