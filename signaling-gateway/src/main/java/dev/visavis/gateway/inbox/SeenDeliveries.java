package dev.visavis.gateway.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Recognizes repeated deliveries: after a crash, call-service sends again what it may have sent.
/// Not thread-safe.
///
/// It keeps 128 bits of a digest of each id, in arrays: ids that live for some seconds are
/// copied by each young collection meanwhile, which was most of what the collector did.
final class SeenDeliveries {
  private final MessageDigest sha256 = sha256();
  private final int capacity;
  private DigestSet latest;
  private DigestSet before;

  /// @param capacity at least so many are remembered, and at most twice as many
  SeenDeliveries(int capacity) {
    this.capacity = capacity;
    this.latest = new DigestSet(capacity);
    this.before = new DigestSet(capacity);
  }

  /// Whether the delivery is new. One without an id always is.
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
