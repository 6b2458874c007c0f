package dev.visavis.account.avatar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/// The formats of pictures that are taken, told by how a file begins. The platform reads more of
/// them, and what nobody needs is a reader more that somebody can attack.
enum PictureFormat {
  JPEG("\u00ff\u00d8\u00ff"),
  PNG("\u0089PNG\r\n\u001a\n"),
  GIF("GIF8");

  private final byte[] beginning;

  PictureFormat(String beginning) {
    this.beginning = beginning.getBytes(ISO_8859_1);
  }

  /// Null: it is none of these.
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
