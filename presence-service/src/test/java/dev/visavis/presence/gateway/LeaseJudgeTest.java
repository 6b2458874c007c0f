package dev.visavis.presence.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeaseJudgeTest {
  private static final GatewayProcess FIRST = new GatewayProcess(1, "first-life");
  private static final Map<Integer, String> HELD = Map.of(1, "first-life");
  private static final Map<Integer, String> NONE = Map.of();

  private final LeaseJudge judge = new LeaseJudge();

  @Test
  void aGatewayWithoutALeaseIsDeadAtTheSecondLook() {
    for (int second = 0; second < 10; second++) {
      assertEquals(List.of(), look(second, "redis", HELD));
    }
    assertEquals(List.of(), look(10, "redis", NONE));
    assertEquals(List.of(FIRST), look(11, "redis", NONE));
  }

  @Test
  void aLeaseOfTheNextLifeIsNoneOfTheFirst() {
    look(0, "redis", HELD);
    look(10, "redis", Map.of(1, "next-life"));
    assertEquals(List.of(FIRST), look(11, "redis", Map.of(1, "next-life")));
  }

  @Test
  void aLeaseThatIsBackAtTheSecondLookSavesIt() {
    look(0, "redis", HELD);
    look(10, "redis", NONE);
    assertEquals(List.of(), look(11, "redis", HELD));
    assertEquals(List.of(), look(12, "redis", NONE));
  }

  @Test
  void nobodyIsDeadWhileRedisIsNew() {
    look(0, "redis", HELD);
    for (int second = 10; second < 16; second++) {
      assertEquals(List.of(), look(second, "restarted", NONE));
    }
    assertEquals(List.of(FIRST), look(16, "restarted", NONE));
  }

  @Test
  void nobodyIsDeadRightAfterRedisWasAway() {
    look(0, "redis", HELD);
    judge.noAnswer();
    for (int second = 10; second < 16; second++) {
      assertEquals(List.of(), look(second, "redis", NONE));
    }
    assertEquals(List.of(FIRST), look(16, "redis", NONE));
  }

  private List<GatewayProcess> look(long second, String store, Map<Integer, String> held) {
    return judge.dead(store, List.of(FIRST), held, TimeUnit.SECONDS.toNanos(second));
  }
}
