package dev.visavis.history.api;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// A position in a history: directly after the named call. It stays valid while new calls arrive at
/// the top.
record Cursor(Instant createdAt, UUID callId) {
  private static final byte FORM = 1;
  private static final int BYTES = 1 + 8 + 16;
  private static final long LAST_MILLI = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  static Cursor after(CallRow row) {
    return new Cursor(row.createdAt(), row.id());
  }

  String write() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).put(FORM).putLong(createdAt.toEpochMilli());
    bytes.putLong(callId.getMostSignificantBits()).putLong(callId.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /// Empty if the text is not a cursor of this API.
  static Optional<Cursor> read(String text) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() != BYTES || bytes.get() != FORM) {
        return Optional.empty();
      }
      long milli = bytes.getLong();
      if (milli < 0 || milli > LAST_MILLI) {
        return Optional.empty();
      }
      UUID callId = new UUID(bytes.getLong(), bytes.getLong());
      return Optional.of(new Cursor(Instant.ofEpochMilli(milli), callId));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
