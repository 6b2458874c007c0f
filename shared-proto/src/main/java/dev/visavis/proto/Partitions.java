package dev.visavis.proto;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Computes the partition of a key, for producers that choose it themselves.
public final class Partitions {
  private Partitions() {}

  /// The partition of all records about `userId` in a topic of `count` partitions. It is the same
  /// for all devices of a user, so that one partition keeps them in order, and the same as Kafka's
  /// default for a record with the key `userId`.
  public static int forUser(String userId, int count) {
    return (murmur2(userId.getBytes(UTF_8)) & 0x7fffffff) % count;
  }

  /// MurmurHash2 with Kafka's seed, as in Kafka's `Utils.murmur2`; every client depends on it.
  private static int murmur2(byte[] data) {
    final int m = 0x5bd1e995;
    int h = 0x9747b28c ^ data.length;
    int blocks = data.length / 4;
    for (int i = 0; i < blocks; i++) {
      int at = i * 4;
      int k =
          (data[at] & 0xff)
              | (data[at + 1] & 0xff) << 8
              | (data[at + 2] & 0xff) << 16
              | (data[at + 3] & 0xff) << 24;
      k *= m;
      k ^= k >>> 24;
      k *= m;
      h = (h * m) ^ k;
    }
    int rest = blocks * 4;
    for (int i = data.length - 1; i >= rest; i--) {
      h ^= (data[i] & 0xff) << (8 * (i - rest));
    }
    if (rest < data.length) {
      h *= m;
    }
    h ^= h >>> 13;
    h *= m;
    h ^= h >>> 15;
    return h;
  }
}
