package dev.visavis.gateway.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Recognizes repeated deliveries: after a crash, call-service repeats deliveries that it may have
/// sent already. Not thread-safe.
///
/// It stores 128 bits of a digest of each id, in arrays. Ids as strings would live for some seconds
/// and be copied by each young collection, which was most of the garbage collector's work.
final class SeenDeliveries {
  private final MessageDigest sha256 = sha256();
  private final int capacity;
  private DigestSet latest;
  private DigestSet before;

  /// @param capacity how many ids are remembered at least; at most twice as many
  SeenDeliveries(int capacity) {
    this.capacity = capacity;
    this.latest = new DigestSet(capacity);
    this.before = new DigestSet(capacity);
  }

  /// Whether the delivery is new. A delivery without an id always counts as new.
  boolean isNew(String deliveryId) {
    if (deliveryId.isEmpty()) {
      return true;
    }
    ByteBuffer digest = ByteBuffer.wrap(sha256.digest(deliveryId.getBytes(UTF_8)));
    long high = digest.getLong();
    long low = digest.getLong();
    if (before.contains(high, low) || !latest.add(high, low)) {
      return false;
    }
    if (latest.size() == capacity) {
      DigestSet oldest = before;
      before = latest;
      oldest.clear();
      latest = oldest;
    }
    return true;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
