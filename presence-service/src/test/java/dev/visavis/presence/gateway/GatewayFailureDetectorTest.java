package dev.visavis.presence.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GatewayFailureDetectorTest {
  private static final GatewayIncarnation FIRST = new GatewayIncarnation(1, "first-life");
  private static final Map<Integer, String> HELD = Map.of(1, "first-life");
  private static final Map<Integer, String> NONE = Map.of();

  private final GatewayFailureDetector judge = new GatewayFailureDetector();

  @Test
  void aGatewayWithoutALeaseIsDeadAtTheSecondCheck() {
    for (int second = 0; second < 10; second++) {
      assertEquals(List.of(), check(second, "redis", HELD));
    }
    assertEquals(List.of(), check(10, "redis", NONE));
    assertEquals(List.of(FIRST), check(11, "redis", NONE));
  }

  @Test
  void aLeaseOfTheNextIncarnationDoesNotCountForThePreviousOne() {
    check(0, "redis", HELD);
    check(10, "redis", Map.of(1, "next-life"));
    assertEquals(List.of(FIRST), check(11, "redis", Map.of(1, "next-life")));
  }

  @Test
  void aLeaseThatReturnsBeforeTheSecondCheckKeepsTheGatewayAlive() {
    check(0, "redis", HELD);
    check(10, "redis", NONE);
    assertEquals(List.of(), check(11, "redis", HELD));
    assertEquals(List.of(), check(12, "redis", NONE));
  }

  @Test
  void noGatewayIsDeadWhileRedisIsNew() {
    check(0, "redis", HELD);
    for (int second = 10; second < 16; second++) {
      assertEquals(List.of(), check(second, "restarted", NONE));
    }
    assertEquals(List.of(FIRST), check(16, "restarted", NONE));
  }

  @Test
  void noGatewayIsDeadRightAfterAnOutageOfRedis() {
    check(0, "redis", HELD);
    judge.redisUnavailable();
    for (int second = 10; second < 16; second++) {
      assertEquals(List.of(), check(second, "redis", NONE));
    }
    assertEquals(List.of(FIRST), check(16, "redis", NONE));
  }

  private List<GatewayIncarnation> check(long second, String store, Map<Integer, String> held) {
    return judge.dead(store, List.of(FIRST), held, TimeUnit.SECONDS.toNanos(second));
  }
}
