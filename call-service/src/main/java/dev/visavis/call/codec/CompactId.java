package dev.visavis.call.codec;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.UUID;

/// Encodes an id in few bytes: a UUID in canonical form as a zero byte and its 16 bytes, any other
/// id as UTF-8, which never begins with a zero byte.
final class CompactId {
  private static final int UUID_TEXT = 36;
  private static final int UUID_BYTES = 17;

  private CompactId() {}

  static ByteString write(String id) {
    if (id.length() == UUID_TEXT) {
      try {
        UUID uuid = UUID.fromString(id);
        if (uuid.toString().equals(id)) {
          ByteBuffer bytes = ByteBuffer.allocate(UUID_BYTES).put((byte) 0);
          bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
          return ByteString.copyFrom(bytes.flip());
        }
      } catch (IllegalArgumentException e) {
        return ByteString.copyFromUtf8(id);
      }
    }
    return ByteString.copyFromUtf8(id);
  }

  static String read(ByteString bytes) {
    if (bytes.size() != UUID_BYTES || bytes.byteAt(0) != 0) {
      return bytes.toStringUtf8();
    }
    ByteBuffer uuid = bytes.substring(1).asReadOnlyByteBuffer();
    return new UUID(uuid.getLong(), uuid.getLong()).toString();
  }
}
