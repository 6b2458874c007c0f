package dev.visavis.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionsTest {
  /// The hashes of Kafka's `UtilsTest.testMurmur2`, modulo a large count.
  @Test
  void agreesWithKafka() {
    int count = 1_000_003;
    assertEquals((-973932308 & 0x7fffffff) % count, Partitions.forUser("21", count));
    assertEquals((-790332482 & 0x7fffffff) % count, Partitions.forUser("foobar", count));
    assertEquals(
        (-985981536 & 0x7fffffff) % count, Partitions.forUser("a-little-bit-long-string", count));
    assertEquals(
        (-1486304829 & 0x7fffffff) % count,
        Partitions.forUser("a-little-bit-longer-string", count));
  }

  @Test
  void usesEveryPartition() {
    long used =
        IntStream.range(0, 1_000).map(i -> Partitions.forUser("user-" + i, 8)).distinct().count();
    assertTrue(used == 8);
  }
}
