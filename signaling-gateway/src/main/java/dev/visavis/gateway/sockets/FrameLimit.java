package dev.visavis.gateway.sockets;

import io.vertx.core.buffer.Buffer;

/// A message, in one frame or several, has at most 256 KiB.
final class FrameLimit {
  private static final int MAX_BYTES = 256 * 1024;

  /// The most bytes that UTF-8 makes of one UTF-16 unit.
  private static final int MAX_BYTES_PER_CHAR = 3;

  private FrameLimit() {}

  static boolean exceededBy(Buffer bytes) {
    return bytes.length() > MAX_BYTES;
  }

  /// Counts bytes only of a text that may be too long; few are.
  static boolean exceededBy(String text) {
    if (text.length() <= MAX_BYTES / MAX_BYTES_PER_CHAR) {
      return false;
    }
    int bytes = 0;
    for (int i = 0; i < text.length() && bytes <= MAX_BYTES; i++) {
      char c = text.charAt(i);
      // Each half of a surrogate pair stands for two of the four bytes.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : MAX_BYTES_PER_CHAR;
    }
    return bytes > MAX_BYTES;
  }
}
