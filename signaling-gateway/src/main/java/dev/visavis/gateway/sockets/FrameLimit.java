package dev.visavis.gateway.sockets;

import io.vertx.core.buffer.Buffer;

/// The limit of 256 KiB for a message, in one frame or several.
final class FrameLimit {
  private static final int MAX_BYTES = 256 * 1024;

  /// The maximum number of UTF-8 bytes for one UTF-16 unit.
  private static final int MAX_BYTES_PER_CHAR = 3;

  private FrameLimit() {}

  static boolean exceededBy(Buffer bytes) {
    return bytes.length() > MAX_BYTES;
  }

  /// Counts the bytes only if the text may be too long, which is rare.
  static boolean exceededBy(String text) {
    if (text.length() <= MAX_BYTES / MAX_BYTES_PER_CHAR) {
      return false;
    }
    int bytes = 0;
    for (int i = 0; i < text.length() && bytes <= MAX_BYTES; i++) {
      char c = text.charAt(i);
      // A surrogate pair is four bytes, so each half counts as two.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : MAX_BYTES_PER_CHAR;
    }
    return bytes > MAX_BYTES;
  }
}
