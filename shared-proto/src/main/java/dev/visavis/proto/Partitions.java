package dev.visavis.proto;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Where keys live, for those who choose a partition themselves.
public final class Partitions {
  private Partitions() {}

  /// The partition of all that concerns `userId` in a topic of `count` partitions. The same for
  /// every device of a user, so that one log keeps them in order; the same as Kafka's own choice
  /// for a record with the key `userId`.
  public static int forUser(String userId, int count) {
    return (murmur2(userId.getBytes(UTF_8)) & 0x7fffffff) % count;
  }

  /// MurmurHash2 with Kafka's seed, as in its `Utils.murmur2`: part of the protocol of every
  /// client.
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
