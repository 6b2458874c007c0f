package dev.visavis.proto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Derives call ids.
public final class CallId {
  private CallId() {}

  /// The id of the call that `caller` requests with `idempotencyKey`: a version 5 UUID (RFC 9562,
  /// section 5.5) of the key in the caller's own namespace. The same request through any gateway
  /// gets the same id and so the same partition of the log, so recognizing it needs no lock and no
  /// lookup.
  public static UUID derive(UUID caller, String idempotencyKey) {
    byte[] name = idempotencyKey.getBytes(UTF_8);
    ByteBuffer input = ByteBuffer.allocate(16 + name.length);
    input.putLong(caller.getMostSignificantBits()).putLong(caller.getLeastSignificantBits());
    ByteBuffer hash = ByteBuffer.wrap(sha1().digest(input.put(name).array()));
    long high = (hash.getLong() & ~0xF000L) | 0x5000L;
    long low = (hash.getLong() & ~0xC000000000000000L) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
